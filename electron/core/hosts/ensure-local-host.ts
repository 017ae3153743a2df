import type { Host } from '../../../shared/model/host.ts';
import { isFailure } from '../runtime/failure.ts';
import { addHost } from './add-host.ts';
import type { RegistryDeps } from './registry-deps.ts';

/** The host that is registered by itself. */
export const LOCAL_HOST = 'local';

/**
 * The host for what names none: `local`; without it, the oldest of those that somebody registered. On a machine without any
 * set-up, the engine that DOCKER_HOST, the Docker context or the default socket names is registered as `local` first; that
 * rejects when the engine does not answer.
 */
export async function ensureLocalHost(deps: RegistryDeps): Promise<Host> {
  const present = usualHost(deps);
  if (present !== undefined) return present;
  const address = deps.settings.hostAddress;
  try {
    const { host } = await addHost(deps, {
      name: LOCAL_HOST,
      ...(address === undefined ? {} : { address }),
    });
    return host;
  } catch (error) {
    // Another process came first with the same intent.
    const other = isFailure(error, 'host.taken') ? usualHost(deps) : undefined;
    if (other === undefined) throw error;
    return other;
  }
}

function usualHost(deps: RegistryDeps): Host | undefined {
  const byAge = deps.stores.hosts.list().toSorted((a, b) => a.createdAt - b.createdAt);
  return deps.stores.hosts.byName(LOCAL_HOST) ?? byAge[0];
}
