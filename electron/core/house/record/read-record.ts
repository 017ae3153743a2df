import type { Host } from '../../../../shared/model/host.ts';
import { placementKey } from '../../../../shared/model/house.ts';
import type { DeploymentSummary, LockHolder, Stores } from '../../db/stores.ts';
import type { HouseRecord, RecordedDeployment } from './house-record.ts';

/** More deployments than this between two readings are not told one by one. */
const MOST_MISSED = 50;

/** Reads what the history says now. `before`: the reading before, absent at the first one. Milliseconds for 1,000 placements. */
export function readRecord(stores: Stores, before?: HouseRecord): HouseRecord {
  const hosts = stores.hosts.list();
  const byId = new Map(hosts.map((host) => [host.id, host]));
  const lastSequence = stores.house.lastSequence();
  const locks = stores.locks.list();
  return {
    hosts,
    environments: stores.environments.list(),
    apps: stores.apps.list(),
    newest: new Map(stores.house.newest().map((row) => [row.app, row])),
    berths: byPlace(stores.house.berths(), byId),
    locks: byPlace(locks, byId),
    live: readLive(stores, byId, { lastSequence, locks, before }),
    lastSequence,
  };
}

function byPlace<T extends { readonly app: string; readonly environment: string; readonly host: string }>(
  rows: readonly T[],
  hosts: ReadonlyMap<string, Host>,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const row of rows) {
    const host = hosts.get(row.host);
    if (host !== undefined) found.set(placementKey({ ...row, host: host.name }), row);
  }
  return found;
}

function readLive(
  stores: Stores,
  hosts: ReadonlyMap<string, Host>,
  {
    lastSequence,
    locks,
    before,
  }: {
    readonly lastSequence: number;
    readonly locks: readonly LockHolder[];
    readonly before: HouseRecord | undefined;
  },
): ReadonlyMap<string, RecordedDeployment> {
  const unfinished = stores.deployments.unfinished();
  const present = new Set(unfinished.map(({ id }) => id));
  const ended = before === undefined ? [] : endedSince(stores, before, lastSequence, present);
  const found = new Map<string, RecordedDeployment>();
  for (const deployment of [...ended, ...unfinished]) {
    const known = before?.live.get(deployment.id);
    const told = isHeld(deployment, locks) ? stillOpen(deployment, known) : deployment;
    const recorded = describe(stores, hosts, told, known);
    if (recorded !== undefined) found.set(deployment.id, recorded);
  }
  return found;
}

/** The lock was there before the deployment, and is the same still; one that was left behind has nobody's process. */
function isHeld(deployment: DeploymentSummary, locks: readonly LockHolder[]): boolean {
  const { app, environment, host, startedAt } = deployment;
  return locks.some(
    (lock) =>
      lock.app === app &&
      lock.environment === environment &&
      lock.host === host &&
      lock.since <= startedAt &&
      lock.pid > 0,
  );
}

/**
 * A deployment is live, or failed, before its standby is moored and its receipt written. It is over when its lock is gone: what
 * is told of its end has the receipt.
 */
function stillOpen(deployment: DeploymentSummary, before: RecordedDeployment | undefined): DeploymentSummary {
  if (deployment.state === 'running' || deployment.state === 'baking') return deployment;
  const served = deployment.state === 'live' ? 'baking' : 'running';
  return { ...deployment, state: before?.deployment.state ?? served };
}

/** Those that were unfinished before and are no more, and those that have come and gone meanwhile (a warm rollback takes less than a reading's interval). */
function endedSince(
  stores: Stores,
  before: HouseRecord,
  lastSequence: number,
  unfinished: ReadonlySet<string>,
): readonly DeploymentSummary[] {
  const left = [...before.live.values()]
    .filter(({ deployment }) => deployment.state === 'running' || deployment.state === 'baking')
    .filter(({ deployment }) => !unfinished.has(deployment.id))
    .flatMap(({ deployment }) => stores.deployments.get(deployment.id) ?? [])
    .map(({ config: _config, plan: _plan, ...summary }): DeploymentSummary => summary);
  const missed =
    lastSequence > before.lastSequence
      ? stores.deployments
          .page({}, { limit: MOST_MISSED })
          .filter(({ sequence, id }) => sequence > before.lastSequence && !unfinished.has(id))
      : [];
  return [...left, ...missed.toReversed()];
}

function describe(
  stores: Stores,
  hosts: ReadonlyMap<string, Host>,
  deployment: DeploymentSummary,
  before: RecordedDeployment | undefined,
): RecordedDeployment | undefined {
  const host = hosts.get(deployment.host);
  const plan = before?.plan ?? stores.deployments.get(deployment.id)?.plan;
  if (host === undefined || plan === undefined) return undefined;
  const { app, environment } = deployment;
  return {
    key: placementKey({ app, environment, host: host.name }),
    deployment,
    plan,
    steps: stores.deployments.steps(deployment.id),
  };
}
