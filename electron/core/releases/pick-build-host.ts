import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { HostsStore, Stores } from '../db/stores.ts';
import { Failure } from '../runtime/failure.ts';

/**
 * The host that builds: the one that was named, else the first one of the app's first environment that is registered,
 * else `local`, else the only one there is. `host.unknown` when none of these exists.
 */
export function pickBuildHost(
  stores: Pick<Stores, 'hosts' | 'environments'>,
  config: AppConfig,
  name: string | undefined,
): Host {
  if (name !== undefined) return stores.hosts.byName(name) ?? refuse(stores.hosts, name);
  for (const environment of config.environments.keys()) {
    const first = stores.environments.byName(environment)?.hosts[0];
    const host = first === undefined ? undefined : stores.hosts.get(first);
    if (host) return host;
  }
  const all = stores.hosts.list();
  return (
    stores.hosts.byName('local') ?? (all.length === 1 ? all[0] : undefined) ?? refuse(stores.hosts, undefined)
  );
}

function refuse(hosts: HostsStore, name: string | undefined): never {
  const known = hosts.list().map((host) => host.name);
  const list =
    known.length === 0 ? 'No host is registered: `twinberth host add NAME`.' : `Known: ${known.join(', ')}.`;
  throw new Failure(
    'host.unknown',
    name === undefined
      ? `It is not clear which host should build. ${list}`
      : `There is no host ${name}. ${list}`,
    { ...(name === undefined ? {} : { host: name }), known },
  );
}
