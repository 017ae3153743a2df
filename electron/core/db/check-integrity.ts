import type { Database } from 'better-sqlite3';

import { isFailure } from '../runtime/failure.ts';
import { toHistoryFailure } from './sqlite-failure.ts';

/**
 * Reads every page of the database and every reference between tables; returns what is wrong, nothing when all is
 * well. Takes seconds for a history of a million deployments. Throws `history.locked` and `disk.read`.
 */
export function checkIntegrity(database: Database): readonly string[] {
  try {
    const pages = database.prepare<[], string>('PRAGMA quick_check(20)').pluck().all();
    return pages.length === 1 && pages[0] === 'ok' ? missingReferences(database) : pages;
  } catch (error) {
    const failure = toHistoryFailure(error, database.name);
    // Some damage ends the check itself.
    if (isFailure(failure, 'history.damaged')) return [failure.message];
    throw failure;
  }
}

function missingReferences(database: Database): readonly string[] {
  return database
    .prepare<[], { table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check')
    .all()
    .map(
      ({ table, rowid, parent }) => `row ${rowid ?? '?'} of ${table} refers to a missing row of ${parent}`,
    );
}
