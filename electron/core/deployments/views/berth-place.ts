/** A placement on one host. */
export interface BerthPlace {
  readonly app: string;
  readonly environment: string;
  /** Name; default: the environment's first. */
  readonly host?: string;
}
