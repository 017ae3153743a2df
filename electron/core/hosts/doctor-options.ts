export interface DoctorOptions {
  /** Puts right what can be put right. */
  readonly fix?: boolean;
  /**
   * With `fix`: asked about each lock of another machine whose time is not over yet. Absent: none of them is taken over. Whoever
   * holds it and lives notices before it changes anything more.
   */
  readonly takeOver?: (lock: StrangeLock) => Promise<boolean>;
}

/** A lock that is held from elsewhere; times in milliseconds since 1970, `host` by its name. */
export interface StrangeLock {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  readonly by: string;
  readonly machine: string;
  readonly purpose: string;
  readonly since: number;
  /** Absent: it was taken by a Twinberth that did not tell, and is only taken over when somebody agrees. */
  readonly until?: number;
}
