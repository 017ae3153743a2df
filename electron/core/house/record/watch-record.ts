import type { Stores } from '../../db/stores.ts';
import { toFailure } from '../../runtime/failure.ts';
import type { Log } from '../../runtime/log.ts';

/**
 * How often it is asked whether anybody has written, milliseconds, when nobody looks and when somebody does. The question takes
 * some 20 microseconds, the awakening for it ten times as much.
 */
const UNATTENDED_MS = 500;
const ATTENDED_MS = 200;

export interface RecordWatch {
  /** Looks now instead of later. */
  look(): void;
  /** Writes something that the picture is not drawn from: only for that, the history is not read again. */
  aside<T>(write: () => T): T;
  /** Whether somebody looks. */
  attend(looks: boolean): void;
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
  const { house } = deps.stores;
  let seen = house.mark();
  let complained = false;
  const look = (): void => {
    try {
      const mark = house.mark();
      if (isSame(mark, seen)) return;
      changed();
      // What was written while it was read is read again.
      seen = mark;
      complained = false;
    } catch (error) {
      if (!complained) deps.log.warn('the history could not be read', { reason: toFailure(error).message });
      complained = true;
    }
  };
  let timer = setInterval(look, UNATTENDED_MS);
  return {
    look,
    aside: (write) => {
      const before = house.mark();
      const written = write();
      const after = house.mark();
      // Another process may have written in between; then all is read as ever.
      if (isSame(before, seen) && before.others === after.others) seen = after;
      return written;
    },
    attend: (looks) => {
      clearInterval(timer);
      timer = setInterval(look, looks ? ATTENDED_MS : UNATTENDED_MS);
    },
    close: () => clearInterval(timer),
  };
}

type Mark = ReturnType<Stores['house']['mark']>;

function isSame(one: Mark, other: Mark): boolean {
  return one.others === other.others && one.own === other.own;
}
