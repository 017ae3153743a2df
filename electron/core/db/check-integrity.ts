import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

import { isFailure } from '../runtime/failure.ts';
import { toHistoryFailure } from './sqlite-failure.ts';

/**
 * Reads every page of the database and every reference between tables; returns what is wrong, nothing when all is
 * well. Takes seconds for a history of a million deployments. Throws `history.locked` and `disk.read`.
 */
export function checkIntegrity(database: Database): readonly string[] {
  try {
    const wrong = quickCheck(database, '20');
    return wrong.length === 0 ? missingReferences(database) : wrong;
  } catch (error) {
    return endOfCheck(error, database);
  }
}

/**
 * Reads every page, a table after the other, and lets the thread do whatever else it has to in between: of a million
 * deployments none takes a second. Returns what is wrong. Throws `history.locked` and `disk.read`.
 */
export async function checkPages(database: Database): Promise<readonly string[]> {
  try {
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all();
    for (const table of ['sqlite_schema', ...tables]) {
      const wrong = quickCheck(database, `"${table}"`);
      if (wrong.length > 0) return wrong;
      await setImmediate();
    }
    return [];
  } catch (error) {
    return endOfCheck(error, database);
  }
}

/** The same in one go. */
export function checkPagesNow(database: Database): readonly string[] {
  try {
    return quickCheck(database, '20');
  } catch (error) {
    return endOfCheck(error, database);
  }
}

/** `what`: how many findings at most, or the one table to look at. */
function quickCheck(database: Database, what: string): readonly string[] {
  const found = database.prepare<[], string>(`PRAGMA quick_check(${what})`).pluck().all();
  return found.length === 1 && found[0] === 'ok' ? [] : found;
}

/** Some damage ends the check itself. */
function endOfCheck(error: unknown, database: Database): readonly string[] {
  const failure = toHistoryFailure(error, database.name);
  if (isFailure(failure, 'history.damaged')) return [String(failure.details['message'])];
  throw failure;
}

function missingReferences(database: Database): readonly string[] {
  return database
    .prepare<[], { table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check')
    .all()
    .map(
      ({ table, rowid, parent }) => `row ${rowid ?? '?'} of ${table} refers to a missing row of ${parent}`,
    );
}
