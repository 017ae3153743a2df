import { openStores } from '../db/open-stores.ts';
import type { Stores } from '../db/stores.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';
import type { DataPaths } from '../runtime/paths.ts';
import { dropOldBackups, nextBackupPath } from './backup-folder.ts';
import { offerWayBack } from './offer-way-back.ts';

/**
 * Opens the history of a data folder. Before a migration changes it, it is copied; a copy that cannot be made keeps the history as
 * it is. Throws what `openStores` throws; `history.damaged` names the ways back.
 */
export function openHistory(paths: DataPaths, deps: { readonly clock: Clock; readonly ids: Ids }): Stores {
  const copies: string[] = [];
  try {
    const stores = openStores(paths.database, deps, {
      backupBeforeMigration: (version) => {
        const copy = nextBackupPath(paths.backups, deps.clock.now(), `before-schema-${version + 1}`);
        copies.push(copy);
        return copy;
      },
    });
    // Not before the copy is there and was read back, nor where the migration failed: one of the old ones may be the last good one.
    if (copies.length > 0) dropOldBackups(paths.backups);
    return stores;
  } catch (error) {
    throw offerWayBack(error, paths.backups);
  }
}
