import { statSync } from 'node:fs';
import type { Stores } from '../db/stores.ts';
import type { Clock } from '../runtime/clock.ts';
import { isFailure, toFailure, type Failure } from '../runtime/failure.ts';
import type { Log } from '../runtime/log.ts';
import { dropOldBackups, isBackupDue, newestGoodBackup, nextBackupPath } from './backup-folder.ts';
import type { BackupFile } from './history-commands.ts';
import { nameWaysBack } from './offer-way-back.ts';

export interface BackupDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly log: Log;
  /** The folder of backups. */
  readonly folder: string;
}

/**
 * Copies the history while it is in use, to `target` (absolute) or among the backups that are kept; older ones go only when the new
 * one was read back. Throws `history.damaged`, `disk.read`, `disk.full`, `permission`.
 */
export async function backUp({ stores, clock, folder }: BackupDeps, target?: string): Promise<BackupFile> {
  const at = clock.now();
  const path = target ?? nextBackupPath(folder, at);
  await stores.backup(path);
  if (target === undefined) dropOldBackups(folder);
  return { path, at, bytes: statSync(path).size };
}

/**
 * Once a day, by whoever changes something; costs one look at a folder when it was done. A backup that cannot be made stops nobody.
 * But the copy is read from end to end, and so a big history, of which only little is looked at when it is opened, is found to be
 * damaged: then this rejects with `history.damaged` and the ways back, each time, and does not read it all again.
 */
export function createDailyBackup(deps: BackupDeps): () => Promise<void> {
  let damage: Failure | undefined;
  return async () => {
    if (damage !== undefined) throw damage;
    try {
      if (isBackupDue(deps.folder, deps.clock.now())) await backUp(deps);
    } catch (error) {
      if (isFailure(error, 'history.damaged')) {
        damage = nameWaysBack(error, newestGoodBackup(deps.folder));
        throw damage;
      }
      const { code, message } = toFailure(error);
      deps.log.warn('the daily backup of the history could not be made', { code, reason: message });
    }
  };
}
