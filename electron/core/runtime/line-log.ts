import type { Log } from './log.ts';

/** A log of one line per warning, for whoever started the program from a terminal, or keeps what it says. */
export function createLineLog(write: (line: string) => void): Log {
  return {
    debug: () => undefined,
    warn: (message, facts = {}) => write(`twinberth: ${message} ${JSON.stringify(facts)}`),
  };
}
