import { statSync } from 'node:fs';
import type { Stores } from '../db/stores.ts';
import type { Clock } from '../runtime/clock.ts';
import { toFailure } from '../runtime/failure.ts';
import type { Log } from '../runtime/log.ts';
import { dropOldBackups, isBackupDue, nextBackupPath } from './backup-folder.ts';
import type { BackupFile } from './history-commands.ts';

export interface BackupDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly log: Log;
  /** The folder of backups. */
  readonly folder: string;
}

/** Copies the history while it is in use, to `target` (absolute) or among the backups that are kept. Throws `disk.full`, `permission`. */
export async function backUp({ stores, clock, folder }: BackupDeps, target?: string): Promise<BackupFile> {
  const at = clock.now();
  const path = target ?? nextBackupPath(folder, at);
  await stores.backup(path);
  if (target === undefined) dropOldBackups(folder);
  return { path, at, bytes: statSync(path).size };
}

/** Once a day, by whoever changes something; costs one look at a folder. That it cannot be done stops nobody. */
export async function backUpDaily(deps: BackupDeps): Promise<void> {
  try {
    if (isBackupDue(deps.folder, deps.clock.now())) await backUp(deps);
  } catch (error) {
    deps.log.warn('the daily backup of the history could not be made', { reason: toFailure(error).message });
  }
}
