import { hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { readSettings } from '../apps/settings.ts';
import type { BackupContent } from '../db/inspect-backup.ts';
import { inspectBackup } from '../db/inspect-backup.ts';
import { putAside, replaceHistory, type Replaced, type ReplaceOptions } from '../db/replace-history.ts';
import { systemClock, type Clock } from '../runtime/clock.ts';
import { isFailure, type Failure } from '../runtime/failure.ts';
import { isAlive } from '../runtime/is-alive.ts';
import { isOfHere, markProcess } from '../runtime/mark-process.ts';
import { dataPaths, type Variables } from '../runtime/paths.ts';
import { listBackups, newestGoodBackup, stampOf } from './backup-folder.ts';
import type { BackupFile } from './history-commands.ts';
import { nameWaysBack } from './offer-way-back.ts';

/** The history as files, for when it cannot be opened: nothing here needs a core. */
export interface HistoryFiles {
  readonly path: string;
  /** Reads it from end to end. */
  state(): 'missing' | 'good' | 'damaged';
  /** Newest first. */
  backups(): readonly BackupFile[];
  newestGood(): BackupFile | undefined;
  /** A `history.damaged` about it with the two ways back in its message. */
  withWaysBack(failure: Failure): Failure;
  /** Moves a damaged history out of the way as it is; returns where it lies now. */
  setAside(): string | undefined;
  /**
   * Puts a backup in place of the history. `file` is a path (from `cwd`), or the name of one of the backups. See `replaceHistory` for
   * what it throws.
   */
  restore(file: string, cwd: string): Restored;
}

export interface Restored extends Replaced {
  readonly from: string;
}

/** Stands beside `createCore`, which opens the history and cannot do so when it is damaged. Throws `setting.invalid`. */
export function openHistoryFiles(options: {
  readonly env: Variables;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly clock?: Clock;
}): HistoryFiles {
  const { env, platform, home, clock = systemClock } = options;
  const paths = dataPaths(readSettings(env, platform, home).settings.home, platform);
  const path = paths.database;
  const replace = (): ReplaceOptions => {
    const here = { machine: hostname(), process: markProcess(process.pid) };
    return {
      stamp: stampOf(clock.now()),
      isAtWork: (holder) => !isOfHere(here, holder) || isAlive(holder.pid, holder.process),
    };
  };
  return {
    path,
    state: () => stateOf(path),
    backups: () => listBackups(paths.backups),
    newestGood: () => newestGoodBackup(paths.backups),
    withWaysBack: (failure) => nameWaysBack(failure, newestGoodBackup(paths.backups)),
    setAside: () => putAside(path, 'damaged', replace()),
    restore: (file, cwd) => {
      const from = find(file, cwd, paths.backups);
      return { from, ...replaceHistory(path, from, replace()) };
    },
  };
}

function stateOf(path: string): ReturnType<HistoryFiles['state']> {
  if (!existsSync(path) && !existsSync(`${path}-wal`)) return 'missing';
  try {
    inspectBackup(path) satisfies BackupContent;
    return 'good';
  } catch (error) {
    if (isFailure(error, 'history.damaged', 'usage')) return 'damaged';
    throw error;
  }
}

function find(file: string, cwd: string, folder: string): string {
  const given = resolve(cwd, file);
  const kept = join(folder, file);
  return !isAbsolute(file) && !existsSync(given) && existsSync(kept) ? kept : given;
}
