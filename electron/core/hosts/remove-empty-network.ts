import type { Host } from '../../../shared/model/host.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import type { RegistryDeps } from './registry-deps.ts';

/**
 * Removes the network of an environment from a host when nothing of ours is in it any more (stopped containers count) and
 * nobody works there; returns the names of what was removed. `mine`: the app whose placements the caller has locked itself.
 * Never rejects: an empty network harms nobody.
 */
export async function removeEmptyNetwork(
  deps: RegistryDeps,
  host: Host,
  environment: string,
  mine?: string,
): Promise<readonly string[]> {
  const labels = { [LABEL.version]: LABEL_VERSION, [LABEL.env]: environment };
  try {
    const engine = await deps.engineOf(host.id);
    if ((await engine.containers.list(labels)).length > 0) return [];
    const removed: string[] = [];
    for (const network of await engine.networks.list({ ...labels, [LABEL.role]: 'network' })) {
      if (isBeingUsed(deps, host, environment, mine)) break;
      await engine.networks.remove(network.id);
      removed.push(network.name);
    }
    return removed;
  } catch (error) {
    deps.log.debug('a network stays', { host: host.name, environment, reason: toFailure(error).message });
    return [];
  }
}

/** A deployment that has just begun may have made sure of the network and not yet put anything into it. */
function isBeingUsed(deps: RegistryDeps, host: Host, environment: string, mine: string | undefined): boolean {
  return deps.stores.locks
    .list()
    .some((lock) => lock.environment === environment && lock.host === host.id && lock.app !== mine);
}
