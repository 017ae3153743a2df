import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';

import { Failure, isFailure } from '../runtime/failure.ts';
import { checkPages, checkPagesNow } from './check-integrity.ts';
import { damaged, toHistoryFailure } from './sqlite-failure.ts';

/**
 * Copies an open database to `target` (0600, its folder 0700) while others may write to it, page by page with SQLite's backup
 * interface. The target appears whole, read back to the last page, or not at all.
 *
 * Throws `history.damaged` when what was copied is damaged already, `disk.read` when only the copy is, `disk.full`, `permission`.
 */
export async function writeBackup(database: Database, target: string): Promise<void> {
  const partial = prepare(target);
  try {
    await database.backup(partial);
    standAlone(partial);
    await readBack(partial, database, target);
    finish(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw explain(error, database, target);
  }
}

/** The same without giving up control, for moments in which nothing else may happen to the database. */
export function writeBackupNow(database: Database, target: string): void {
  const partial = prepare(target);
  try {
    database.prepare('VACUUM INTO ?').run(partial);
    standAlone(partial);
    readBackNow(partial, target);
    finish(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw explain(error, database, target);
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
function standAlone(partial: string): void {
  const copy = new SqliteDatabase(partial, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** Pages are copied as they are, so that damage comes along; then it is the original that is to be told of. */
async function readBack(partial: string, database: Database, target: string): Promise<void> {
  const copy = new SqliteDatabase(partial, { readonly: true, fileMustExist: true });
  try {
    const [wrong] = await checkPages(copy);
    if (wrong === undefined) return;
    const [before] = await checkPages(database);
    throw before === undefined ? unreadable(target, wrong) : damaged(database.name, before);
  } finally {
    copy.close();
  }
}

/** SQLite writes this kind of copy row by row, and stumbles over damage of the original: what is wrong here is the copy's own. */
function readBackNow(partial: string, target: string): void {
  const copy = new SqliteDatabase(partial, { readonly: true, fileMustExist: true });
  try {
    const [wrong] = checkPagesNow(copy);
    if (wrong !== undefined) throw unreadable(target, wrong);
  } finally {
    copy.close();
  }
}

function unreadable(target: string, what: string): Failure {
  return new Failure(
    'disk.read',
    `The copy ${target} could not be read back: ${what}. It was removed; the history itself is whole, and older backups stay. Check the disk before going on.`,
    { path: target, what },
  );
}

function finish(partial: string, target: string): void {
  chmodSync(partial, 0o600);
  flush(partial, 'r+');
  renameSync(partial, target);
  flushFolder(dirname(target));
}

/** Of the two files it is the one that is copied that can be damaged: the other was made just now. */
function explain(error: unknown, database: Database, target: string): unknown {
  const failure = toHistoryFailure(error, target);
  return isFailure(failure, 'history.damaged') ? toHistoryFailure(error, database.name) : failure;
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
