/** What a deployment into an environment must satisfy. */
export interface PromotionPolicy {
  /** The release must have passed its test gate. */
  readonly tested: boolean;
  /** The release must have been live in the environment before this one for so long; 0: no such demand. */
  readonly soakMs: number;
  /** Somebody must have approved this release for this environment. */
  readonly approval: boolean;
}

export const OPEN_POLICY: PromotionPolicy = { tested: false, soakMs: 0, approval: false };

/** An ordered lane. */
export interface Environment {
  readonly id: string;
  readonly name: string;
  /** Lanes are shown and promoted in this order, lowest first. */
  readonly position: number;
  /** Host ids, in the order in which they are deployed to. At least one. */
  readonly hosts: readonly string[];
  readonly policy: PromotionPolicy;
}
