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
  try {
    return openStores(paths.database, deps, {
      backupBeforeMigration: (version) => {
        dropOldBackups(paths.backups);
        return nextBackupPath(paths.backups, deps.clock.now(), `before-schema-${version + 1}`);
      },
    });
  } catch (error) {
    throw offerWayBack(error, paths.backups);
  }
}
