/** A log that a build left. */
export interface BuildLogEntry {
  /** Id of the log. */
  readonly id: string;
  readonly build: string;
  readonly app: string;
  /** The release that the build made. */
  readonly release?: string;
  readonly kind: 'build' | 'test';
  readonly at: number;
  /** As stored, compressed. */
  readonly bytes: number;
}
