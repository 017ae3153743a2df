import type { Stores } from '../../db/stores.ts';
import { toFailure } from '../../runtime/failure.ts';
import type { Log } from '../../runtime/log.ts';

/** How often it is asked whether anybody has written, milliseconds: two pragmas, some 20 microseconds. */
const LOOK_EVERY_MS = 200;

export interface RecordWatch {
  /** Looks now instead of later. */
  look(): void;
  close(): void;
}

/**
 * Calls `changed` when anybody has written to the history: this process, or another one. SQLite tells nobody, so it is asked.
 * What fails once (the file is locked for a moment) is tried again at the next look.
 */
export function watchRecord(
  deps: { readonly stores: Stores; readonly log: Log },
  changed: () => void,
): RecordWatch {
  const { stores, log } = deps;
  let seen = stores.house.mark();
  let complained = false;
  const look = (): void => {
    try {
      const mark = stores.house.mark();
      if (mark === seen) return;
      changed();
      // What was written while it was read is read again.
      seen = mark;
      complained = false;
    } catch (error) {
      if (!complained) log.warn('the history could not be read', { reason: toFailure(error).message });
      complained = true;
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return { look, close: () => clearInterval(timer) };
}
