import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';

import { createConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { inspectHistory } from './inspect-history.ts';
import { migrate, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { toHistoryFailure } from './sqlite-failure.ts';

/** Called with a history that is about to be migrated from `version`; what it throws keeps the history as it is. */
export type BeforeMigration = (database: Database, version: number) => void;

/**
 * Opens a history, making folder (0700) and file (0600) where there is none, and brings its schema up to date. A file
 * that is damaged or from the future is refused before anything is opened for writing.
 *
 * Throws `history.damaged`, `history.newer`, `history.locked` (after `busyTimeoutMs`), `permission`, `disk.full`,
 * `setting.invalid`.
 */
export function openConnection(
  path: string,
  migrations: readonly Migration[],
  busyTimeoutMs: number,
  beforeMigration?: BeforeMigration,
): Connection {
  let database: Database | undefined;
  try {
    if (path !== IN_MEMORY) {
      createPrivately(path);
      inspectHistory(path, migrations.length, busyTimeoutMs);
    }
    database = new SqliteDatabase(path, { fileMustExist: path !== IN_MEMORY, timeout: busyTimeoutMs });
    configure(database, busyTimeoutMs);
    const version = schemaVersion(database);
    if (version > 0 && version < migrations.length) beforeMigration?.(database, version);
    migrate(database, migrations);
    return createConnection(database, path);
  } catch (error) {
    database?.close();
    throw toHistoryFailure(error, path);
  }
}

/** SQLite's own name for a database without a file. */
const IN_MEMORY = ':memory:';

/** SQLite gives its -wal and -shm files the mode of the database file. */
function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

/**
 * `synchronous = NORMAL`: after a power cut the last commits may be missing, but never in part; the labels on the
 * engine say what they would have said. FULL would cost a disk flush for every journalled step.
 */
function configure(database: Database, busyTimeoutMs: number): void {
  // Only heeded before the first page is written, which the next line does; `compact-history.ts` sees to older files.
  if (database.pragma('page_count', { simple: true }) === 0) database.pragma('auto_vacuum = INCREMENTAL');
  enableWal(database, busyTimeoutMs);
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('journal_size_limit = 67108864');
}

/** SQLite does not wait by itself when two connections change the journal mode of a fresh file at the same time. */
function enableWal(database: Database, busyTimeoutMs: number): void {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const busy = error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() >= deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
