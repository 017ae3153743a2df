import { existsSync } from 'node:fs';

import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';

import { Failure, isFailure } from '../runtime/failure.ts';
import { toHistoryFailure } from './sqlite-failure.ts';
import { withoutNulls } from './row-values.ts';
import type { LockHolder } from './stores.ts';

/** Milliseconds; a command that is about to end is waited for. */
const PATIENCE_MS = 2_000;

/** A history that nobody else has open. `close` ends that; the file may have been renamed meanwhile. */
export interface WholeHistory {
  /** Who holds a placement, as recorded; nobody where it cannot be read. */
  readonly holders: readonly LockHolder[];
  close(): void;
}

/**
 * Shuts everybody else out of a history. What its write-ahead log has goes into the file, so that the file can be moved alone. A
 * damaged file cannot be locked, nor can anybody work with it: it stays as it is, to the byte. Throws `history.locked` while another
 * process has it open.
 */
export function lockWholeHistory(path: string): WholeHistory {
  const nobody = { holders: [], close: () => undefined };
  if (!existsSync(path)) return nobody;
  let database: Database | undefined;
  try {
    database = new SqliteDatabase(path, { fileMustExist: true, timeout: PATIENCE_MS });
    const [problem] = database.prepare<[], string>('PRAGMA quick_check(1)').pluck().all();
    if (problem !== 'ok') {
      database.close();
      return nobody;
    }
    // Leaving the write-ahead log behind needs the file for oneself alone, and in this mode one keeps it.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    const opened = database;
    return { holders: readHolders(opened), close: () => void opened.close() };
  } catch (error) {
    database?.close();
    const failure = toHistoryFailure(error, path);
    if (isFailure(failure, 'history.damaged')) return nobody;
    if (isFailure(failure, 'history.locked')) throw inUse(path);
    throw failure;
  }
}

interface HolderRow extends Omit<LockHolder, 'deployment' | 'process' | 'until'> {
  readonly deployment: string | null;
  readonly process: string | null;
}

function readHolders(database: Database): readonly LockHolder[] {
  const known = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'locks'")
    .pluck()
    .get();
  if (known === undefined) return [];
  // An older history does not say which process it was.
  const columns = database.prepare<[], string>("SELECT name FROM pragma_table_info('locks')").pluck().all();
  const process = columns.includes('process') ? 'process' : 'NULL AS process';
  const rows = database
    .prepare<[], HolderRow>(
      `SELECT app, environment, host, token, who AS by, machine, pid, ${process}, purpose, since, deployment FROM locks`,
    )
    .all();
  return rows.map((row) => withoutNulls(row));
}

function inUse(path: string): Failure {
  return new Failure(
    'history.locked',
    `Another process uses the history ${path}. End it first: the window, \`twinberth serve\` or \`watch\`, or a command that still runs.`,
    { path },
    { retry: true },
  );
}
