import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspectBackup } from '../db/inspect-backup.ts';
import { isFailure } from '../runtime/failure.ts';
import type { BackupFile } from './history-commands.ts';

/** How many backups are kept; the oldest go first. */
export const KEPT_BACKUPS = 14;
/** Milliseconds; a backup is made when the newest is older. */
const DAY_MS = 24 * 3_600_000;
/** `history-20261123T040812Z.db`; what is named otherwise is somebody's own and stays. */
const NAME = /^history-(\d{8}T\d{6}Z)(?:-[\w-]+)?\.db$/;

/** Newest first. Empty when there is no folder yet. */
export function listBackups(folder: string): readonly BackupFile[] {
  return namesIn(folder)
    .flatMap((name) => {
      const at = timeOfStamp(NAME.exec(name)?.[1] ?? '');
      const path = join(folder, name);
      const bytes = statSync(path, { throwIfNoEntry: false })?.size;
      return at === undefined || bytes === undefined ? [] : [{ path, bytes, at }];
    })
    .toSorted((a, b) => b.at - a.at || b.path.localeCompare(a.path));
}

/** The newest one that reads well from end to end. */
export function newestGoodBackup(folder: string): BackupFile | undefined {
  return listBackups(folder).find(({ path }) => {
    try {
      inspectBackup(path);
      return true;
    } catch (error) {
      if (isFailure(error)) return false;
      throw error;
    }
  });
}

/** A path that is free. `why` becomes part of the name. */
export function nextBackupPath(folder: string, now: number, why?: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const taken = new Set(namesIn(folder));
  const base = `history-${stampOf(now)}${why === undefined ? '' : `-${why}`}`;
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? '' : `-${number}`}.db`;
    if (!taken.has(name)) return join(folder, name);
  }
}

/** Removes all but the newest `KEPT_BACKUPS`. */
export function dropOldBackups(folder: string): void {
  for (const { path } of listBackups(folder).slice(KEPT_BACKUPS)) rmSync(path, { force: true });
}

/** Costs one look at a folder. A clock that was put back counts as a day gone by. */
export function isBackupDue(folder: string, now: number): boolean {
  const [newest] = listBackups(folder);
  return newest === undefined || now - newest.at >= DAY_MS || newest.at > now + DAY_MS;
}

/** `20261123T040812Z`, from milliseconds since 1970. */
export function stampOf(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

function timeOfStamp(stamp: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
