import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';

import { checkIntegrity } from './check-integrity.ts';
import { newer, schemaVersion } from './migrate.ts';
import { damaged } from './sqlite-failure.ts';

/** First 16 bytes of every SQLite file; https://www.sqlite.org/fileformat2.html#the_database_header */
const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;
const USER_VERSION_OFFSET = 60;

/** Up to this size, that of some 25,000 deployments, a whole check takes some tens of milliseconds: about one for each MB. */
const CHECK_WHOLE_UP_TO_BYTES = 32 * 1024 * 1024;

/**
 * Refuses a history that may not be opened for writing: not SQLite's, damaged, not ours, or from a newer version. Only
 * reads, so that a refused file keeps every byte. A file of up to `CHECK_WHOLE_UP_TO_BYTES` is checked whole; of a bigger
 * one no more is looked at than of a small one, since it is checked whole with each daily backup.
 */
export function inspectHistory(path: string, newest: number, busyTimeoutMs: number): void {
  const leftBehind = sizeOf(`${path}-wal`) > 0;
  const { size, header } = readHeader(path);
  if (size === 0) {
    // SQLite would throw the log away: it takes an empty file for a new database.
    if (leftBehind) throw damaged(path, 'the file is empty but its write-ahead log is not');
    return;
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw damaged(path, 'it is not an SQLite file');
  const version = header.length < HEADER_BYTES ? 0 : header.readUInt32BE(USER_VERSION_OFFSET);
  if (version > newest) throw newer(path, version, newest);

  const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  try {
    inspectSchema(database, path, newest);
    if (size <= CHECK_WHOLE_UP_TO_BYTES) inspectPages(database, path);
  } finally {
    database.close();
  }
}

/** The version again, this time as the write-ahead log has it; and reading the schema finds a truncated file. */
function inspectSchema(database: Database, path: string, newest: number): void {
  const { version, tables } = database.transaction(() => readSchema(database))();
  if (version > newest) throw newer(path, version, newest);
  if (version === 0 ? tables.length > 0 : !tables.includes('deployments'))
    throw damaged(path, "it is another program's database");
}

/** Both from one moment: another process may be making the schema right now. */
function readSchema(database: Database): { readonly version: number; readonly tables: readonly string[] } {
  return {
    version: schemaVersion(database),
    tables: database.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all(),
  };
}

function inspectPages(database: Database, path: string): void {
  const [first] = checkIntegrity(database);
  if (first !== undefined) throw damaged(path, first);
}

function readHeader(path: string): { readonly size: number; readonly header: Buffer } {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const length = readSync(file, header, 0, HEADER_BYTES, 0);
    return { size: fstatSync(file).size, header: header.subarray(0, length) };
  } finally {
    closeSync(file);
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
