import type { Connection } from './connection.ts';
import { toHistoryFailure } from './sqlite-failure.ts';
import type { HistorySize } from './stores.ts';

/** `PRAGMA auto_vacuum`: 0 none, 1 full, 2 incremental (sqlite.org/pragma.html#pragma_auto_vacuum). */
const INCREMENTAL = 2;

export function historySize({ database }: Connection): HistorySize {
  const number = (name: string) => Number(database.pragma(name, { simple: true }));
  const pageBytes = number('page_size');
  return { bytes: number('page_count') * pageBytes, freeBytes: number('freelist_count') * pageBytes };
}

/**
 * Gives the free pages back to the disk. A file that was made without `auto_vacuum` cannot do that until it has been
 * rewritten once (VACUUM, which needs as much room again for a moment); in WAL mode that is the only setting VACUUM can
 * still change.
 */
export function compactHistory({ database, path }: Connection): void {
  try {
    if (database.pragma('auto_vacuum', { simple: true }) === INCREMENTAL) {
      // Each step of the statement frees one page; `exec` takes them all.
      database.exec('PRAGMA incremental_vacuum');
    } else {
      database.pragma('auto_vacuum = INCREMENTAL');
      database.exec('VACUUM');
    }
    // The file itself becomes shorter when the log is carried over. A reader may prevent that; the next one does it.
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    throw toHistoryFailure(error, path);
  }
}
