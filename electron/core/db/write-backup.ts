import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';

import { toHistoryFailure } from './sqlite-failure.ts';

/**
 * Copies an open database to `target` (0600, its folder 0700) while others may write to it, page by page with SQLite's backup
 * interface. The target appears whole or not at all. Throws `disk.full`, `permission`, `disk.read`, `history.damaged`.
 */
export async function writeBackup(database: Database, target: string): Promise<void> {
  const partial = prepare(target);
  try {
    await database.backup(partial);
    finish(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw toHistoryFailure(error, target);
  }
}

/** The same without giving up control, for moments in which nothing else may happen to the database. */
export function writeBackupNow(database: Database, target: string): void {
  const partial = prepare(target);
  try {
    database.prepare('VACUUM INTO ?').run(partial);
    finish(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw toHistoryFailure(error, target);
  }
}

/** An empty file of the right mode: SQLite keeps it as it fills it. */
function prepare(target: string): string {
  const partial = `${target}.${process.pid}.part`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    rmSync(partial, { force: true });
    closeSync(openSync(partial, 'wx', 0o600));
    return partial;
  } catch (error) {
    throw toHistoryFailure(error, target);
  }
}

/** One file that needs no companion: a copy says that it has a write-ahead log, as its original does. */
function finish(partial: string, target: string): void {
  const copy = new SqliteDatabase(partial, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
  chmodSync(partial, 0o600);
  flush(partial, 'r+');
  renameSync(partial, target);
  flushFolder(dirname(target));
}

function flush(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a rename last. Windows has no such call for folders and does not need it. */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r');
}
