/** Diagnostic lines for whoever debugs Twinberth itself; never secrets, never the user's own output. */
export interface Log {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

export const silentLog: Log = { debug: () => undefined, warn: () => undefined };
