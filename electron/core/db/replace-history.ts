import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import SqliteDatabase from 'better-sqlite3';

import { Failure } from '../runtime/failure.ts';
import { inspectBackup, type BackupContent } from './inspect-backup.ts';
import { lockWholeHistory } from './lock-whole-history.ts';
import { toHistoryFailure } from './sqlite-failure.ts';
import type { LockHolder } from './stores.ts';
import { flushFolder, writeBackupNow } from './write-backup.ts';

export interface ReplaceOptions {
  /** Put into the name of the file that is kept: a time. */
  readonly stamp: string;
  /** Whether somebody who holds a placement is still at it. */
  readonly isAtWork: (holder: LockHolder) => boolean;
}

export interface Replaced extends BackupContent {
  /** Where the history that was replaced lies now; absent when there was none. */
  readonly kept?: string;
}

/**
 * Puts a copy in place of the history at `path`. The copy is read from end to end before anything is touched, and what was there
 * stays beside it under another name. Throws what `inspectBackup` throws, `history.locked` while another process has the history
 * open, `placement.locked` while a deployment runs, `disk.full`.
 */
export function replaceHistory(path: string, backup: string, options: ReplaceOptions): Replaced {
  const content = inspectBackup(backup);
  const fresh = `${path}.restored`;
  try {
    copyBackup(backup, fresh);
    inspectBackup(fresh);
    const kept = putAside(path, 'replaced', options);
    renameSync(fresh, path);
    flushFolder(dirname(path));
    return { ...content, ...(kept === undefined ? {} : { kept }) };
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Through SQLite, so that what a write-ahead log beside it holds comes along; locks of that time hold nothing today. */
function copyBackup(backup: string, fresh: string): void {
  try {
    const source = new SqliteDatabase(backup, { readonly: true, fileMustExist: true });
    try {
      writeBackupNow(source, fresh);
    } finally {
      source.close();
    }
    const copy = new SqliteDatabase(fresh, { fileMustExist: true });
    try {
      copy.exec('DELETE FROM locks');
    } finally {
      copy.close();
    }
  } catch (error) {
    throw toHistoryFailure(error, fresh);
  }
}

/**
 * Moves a history out of the way with everything that belongs to it, and returns its new path; undefined when there is none. A
 * damaged one is moved as it is. Throws `history.locked` and `placement.locked`.
 */
export function putAside(
  path: string,
  why: 'replaced' | 'damaged',
  options: ReplaceOptions,
): string | undefined {
  if (!existsSync(path)) {
    // A log without its file would be taken for the next file's.
    moveCompanions(path, aside(path, why, options.stamp));
    return undefined;
  }
  const whole = lockWholeHistory(path);
  try {
    const busy = whole.holders.find(options.isAtWork);
    if (busy !== undefined) throw atWork(busy);
    const target = aside(path, why, options.stamp);
    renameSync(path, target);
    moveCompanions(path, target);
    flushFolder(dirname(path));
    return target;
  } catch (error) {
    throw toHistoryFailure(error, path);
  } finally {
    whole.close();
  }
}

function moveCompanions(path: string, target: string): void {
  for (const suffix of ['-wal', '-shm', '-journal'])
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
}

function aside(path: string, why: string, stamp: string): string {
  for (let number = 1; ; number += 1) {
    const name = `history-${why}-${stamp}${number === 1 ? '' : `-${number}`}.db`;
    const target = join(dirname(path), name);
    if (!existsSync(target)) return target;
  }
}

function atWork(holder: LockHolder): Failure {
  return new Failure(
    'placement.locked',
    `${holder.app} in ${holder.environment} is being worked on: ${holder.purpose}, by ${holder.by} (process ${holder.pid}). Wait for it, then try again.`,
    { by: holder.by, purpose: holder.purpose, pid: holder.pid },
    { retry: true },
  );
}
