/** Somebody agreed to a command as the source of a secret of an app. */
export interface Consent {
  readonly app: string;
  /** Exactly as it is run: what its `cmd:` reference has after the colon. */
  readonly command: string;
  /** user@machine. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface ConsentsStore {
  /** Nothing when it is recorded already. */
  add(consent: Consent): void;
  has(consent: Omit<Consent, 'at'>): boolean;
  list(app: string): readonly Consent[];
}
