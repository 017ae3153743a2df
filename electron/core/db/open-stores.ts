import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';
import { createAppsStore } from './apps-store.ts';
import { createApprovalsStore } from './approvals-store.ts';
import { createBerthsStore } from './berths-store.ts';
import { createBuildsStore } from './builds-store.ts';
import { checkIntegrity } from './check-integrity.ts';
import { compactHistory, historySize } from './compact-history.ts';
import type { Connection } from './connection.ts';
import { createDeploymentsStore } from './deployments-store.ts';
import { createConsentsStore } from './consents-store.ts';
import { createDriftScansStore } from './drift-scans-store.ts';
import { createDriftStore } from './drift-store.ts';
import { createDuesStore } from './dues-store.ts';
import { createEnvironmentsStore } from './environments-store.ts';
import { exportRecords } from './export-records.ts';
import { createHealthChangesStore } from './health-changes-store.ts';
import { createHostsStore } from './hosts-store.ts';
import { importRecords } from './import-records.ts';
import { createLocksStore } from './locks-store.ts';
import { createLogsStore } from './logs-store.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { openConnection, type BeforeMigration } from './open-connection.ts';
import { createNoticesStore } from './notices-store.ts';
import { createPinsStore } from './pins-store.ts';
import { createRecordedHouse } from './recorded-house-store.ts';
import { createReleasesStore } from './releases-store.ts';
import type { Stores } from './stores.ts';
import { createTimelineStore } from './timeline-store.ts';
import { writeBackup, writeBackupNow } from './write-backup.ts';

/** How long a call waits for another process's write, milliseconds; a write of ours takes a few. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the history at `path`, making it when there is none. Several processes may have it open.
 *
 * Throws `history.damaged` and `history.newer` (the file is left untouched), `history.locked` (another process held it
 * for all of `busyTimeoutMs`), `permission`, `disk.full`, `setting.invalid`.
 */
export function openStores(
  path: string,
  deps: { readonly clock: Clock; readonly ids: Ids },
  options: {
    readonly busyTimeoutMs?: number;
    /** Path for a copy of the history as it is before a migration from schema `version`. */
    readonly backupBeforeMigration?: (version: number) => string;
  } = {},
): Stores {
  const { busyTimeoutMs = BUSY_TIMEOUT_MS, backupBeforeMigration } = options;
  const keep: BeforeMigration | undefined =
    backupBeforeMigration &&
    ((database, version) => writeBackupNow(database, backupBeforeMigration(version)));
  return createStores(openConnection(path, ALL_MIGRATIONS, busyTimeoutMs, keep), deps);
}

/** The stores over a connection whose schema is up to date. */
export function createStores(
  connection: Connection,
  deps: { readonly clock: Clock; readonly ids: Ids },
): Stores {
  const dataVersion = connection.query<{ readonly data_version: number }>('PRAGMA data_version');
  return {
    hosts: createHostsStore(connection),
    apps: createAppsStore(connection),
    environments: createEnvironmentsStore(connection),
    releases: createReleasesStore(connection),
    builds: createBuildsStore(connection),
    logs: createLogsStore(connection, deps.ids),
    approvals: createApprovalsStore(connection),
    pins: createPinsStore(connection),
    berths: createBerthsStore(connection),
    deployments: createDeploymentsStore(connection, deps.clock),
    dues: createDuesStore(connection),
    timeline: createTimelineStore(connection),
    locks: createLocksStore(connection),
    drift: createDriftStore(connection),
    driftScans: createDriftScansStore(connection),
    consents: createConsentsStore(connection),
    healthChanges: createHealthChangesStore(connection),
    notices: createNoticesStore(connection),
    house: createRecordedHouse(connection),
    transaction: connection.write,
    dataVersion: () => dataVersion.get()?.data_version ?? 0,
    size: () => historySize(connection),
    compact: () => compactHistory(connection),
    backup: (target) => writeBackup(connection.database, target),
    exportRecords: () => exportRecords(connection, deps.clock.now()),
    importRecords: (lines) => importRecords(connection, lines),
    checkIntegrity: () => checkIntegrity(connection.database),
    close: () => void connection.database.close(),
  };
}
