/** A placement on one host; `host` is its id. */
export interface DriftPlace {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
}

/** A difference that was found, and since when it has been there. */
export interface SeenDrift {
  /** What tells it from the placement's other findings, the same at every scan. */
  readonly finding: string;
  /** The deployment that served when it was found. */
  readonly deployment: string;
  /** When it was first seen, milliseconds since 1970. */
  readonly since: number;
  /** The finding itself, where it is something that happened and cannot be seen again. */
  readonly lasting?: Readonly<Record<string, unknown>>;
}

export interface DriftStore {
  list(place: DriftPlace): readonly SeenDrift[];
  /** What there is now takes the place of what there was; nothing is written where that is the same. */
  replace(place: DriftPlace, findings: readonly SeenDrift[]): void;
}
