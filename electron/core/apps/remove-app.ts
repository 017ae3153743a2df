import type { Host } from '../../../shared/model/host.ts';
import type { RegistryDeps } from '../hosts/registry-deps.ts';
import type { AppRemoval } from './app-removal.ts';
import { forgetBerths } from './forget-berths.ts';
import { removeFromHost, type RemovedFromHost } from './remove-from-host.ts';
import { refuseInUse } from './refuse-in-use.ts';
import { requireApp } from './require-app.ts';

/**
 * Forgets an app; its history, its images and its volumes stay. `app.in-use` when something of it runs or is kept for a
 * rollback, unless `force` is given: then its containers and edges are removed from every host that answers.
 * `placement.locked` when somebody is working on it.
 */
export async function removeApp(
  deps: RegistryDeps,
  name: string,
  options: { readonly force?: boolean },
): Promise<AppRemoval> {
  requireApp(deps.stores, name);
  if (options.force !== true) refuseMoored(deps, name);
  const release = await lockAll(deps, name);
  try {
    const results: RemovedFromHost[] = [];
    for (const host of deps.stores.hosts.list()) {
      results.push(await removeFromHost(deps, name, host, options.force === true));
    }
    deps.stores.transaction(() => {
      if (options.force !== true) refuseMoored(deps, name);
      forgetBerths(deps, name);
      deps.stores.apps.remove(name);
    });
    return {
      containers: results.reduce((sum, result) => sum + result.containers, 0),
      networks: results.flatMap((result) => result.networks),
      volumes: results.flatMap((result) => result.volumes),
      unreachable: results.flatMap((result) => (result.unreachable ? [result.host] : [])),
    };
  } finally {
    await release();
  }
}

function refuseMoored(deps: RegistryDeps, name: string): void {
  const moored = deps.stores.berths
    .list({ app: name })
    .filter((berth) => berth.blue !== undefined || berth.green !== undefined);
  if (moored.length === 0) return;
  refuseInUse(
    name,
    moored.map((berth) => `${berth.environment} on ${hostName(deps, berth.host)}`),
  );
}

/** All placements or none. */
async function lockAll(deps: RegistryDeps, app: string): Promise<() => Promise<void>> {
  const locks: { release(): Promise<void> }[] = [];
  const release = async (): Promise<void> => {
    for (const lock of locks) await lock.release();
  };
  try {
    for (const { environment, host: id } of deps.stores.berths.list({ app })) {
      const host: Host | undefined = deps.stores.hosts.get(id);
      if (host !== undefined)
        locks.push(deps.lockPlacement({ app, environment, host, purpose: `remove ${app}` }));
    }
    return release;
  } catch (error) {
    await release();
    throw error;
  }
}

function hostName(deps: RegistryDeps, id: string): string {
  return deps.stores.hosts.get(id)?.name ?? id;
}
