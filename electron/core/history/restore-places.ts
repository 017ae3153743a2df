import type { Environment, PromotionPolicy } from '../../../shared/model/environment.ts';
import { OPEN_POLICY } from '../../../shared/model/environment.ts';
import type { JudgedPlacement } from './judge-placement.ts';
import type { RebuildDeps } from './rebuild-deps.ts';
import type { ReplicaRecord } from './replica-record.ts';

/** Records environments and apps that placements name and the history does not know. Inside a transaction of the caller. */
export function restorePlaces(
  deps: RebuildDeps,
  judged: readonly JudgedPlacement[],
): {
  readonly environments: readonly string[];
  readonly apps: readonly string[];
  readonly unknown: readonly string[];
} {
  const environments = restoreEnvironments(deps, judged);
  const apps = restoreApps(deps, judged);
  return {
    environments,
    apps: apps.added,
    unknown: apps.unknown,
  };
}

/** In the order that they had; among those that are known already, at their old place or last. */
function restoreEnvironments(deps: RebuildDeps, judged: readonly JudgedPlacement[]): readonly string[] {
  const { environments } = deps.stores;
  const unknown = new Set(
    judged
      .map(({ placement }) => placement.environment)
      .filter((name) => environments.byName(name) === undefined),
  );
  const added = [...unknown].map((name) => {
    const there = judged.filter(({ placement }) => placement.environment === name);
    const record = newestRecord(there)?.environment;
    const hosts = [...new Set(there.map(({ placement }) => placement.host.id))];
    return { name, hosts, record };
  });
  const inOrder = added.toSorted(
    (a, b) => (a.record?.position ?? Infinity) - (b.record?.position ?? Infinity),
  );
  for (const { name, hosts, record } of inOrder) {
    environments.add({ ...place(deps, record), name, hosts, policy: policyOf(record?.policy) });
  }
  return inOrder.map(({ name }) => name);
}

function place(
  deps: RebuildDeps,
  record: ReplicaRecord['environment'],
): Pick<Environment, 'id' | 'position'> {
  const known = deps.stores.environments.list();
  const last = Math.max(0, ...known.map((environment) => environment.position));
  const free = record !== undefined && known.every(({ position }) => position !== record.position);
  const fresh = record === undefined || known.some(({ id }) => id === record.id);
  return { id: fresh ? deps.ids.next() : record.id, position: free ? record.position : last + 1 };
}

function policyOf(policy: PromotionPolicy | undefined): PromotionPolicy {
  if (policy === undefined) return OPEN_POLICY;
  const { tested, soakMs, approval } = policy;
  return { tested, soakMs, approval };
}

function restoreApps(
  deps: RebuildDeps,
  judged: readonly JudgedPlacement[],
): { readonly added: readonly string[]; readonly unknown: readonly string[] } {
  const { apps } = deps.stores;
  const added: string[] = [];
  const unknown: string[] = [];
  for (const app of new Set(judged.map(({ placement }) => placement.app))) {
    if (apps.get(app) !== undefined) continue;
    const directory = newestRecord(judged.filter(({ placement }) => placement.app === app))?.directory;
    if (directory === undefined) {
      unknown.push(`the folder of ${app}: register it with \`twinberth app add DIR\``);
      continue;
    }
    apps.add({ name: app, directory, createdAt: deps.clock.now() });
    added.push(app);
  }
  return { added: added.toSorted(), unknown };
}

/** Of what serves or stands by, the record that was written last. */
export function newestRecord(judged: readonly JudgedPlacement[]): ReplicaRecord | undefined {
  return judged
    .flatMap(({ serving, standby }) => [serving?.record, standby?.record])
    .filter((record) => record !== undefined)
    .toSorted((a, b) => b.deployment.startedAt - a.deployment.startedAt)[0];
}
