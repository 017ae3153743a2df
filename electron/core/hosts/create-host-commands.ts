import type { HostCommands } from '../core.ts';
import type { Host } from '../../../shared/model/host.ts';
import { Failure } from '../runtime/failure.ts';
import { addHost } from './add-host.ts';
import { checkHost } from './check-host.ts';
import type { RegistryDeps } from './registry-deps.ts';
import { requireHost } from './require-host.ts';

export function createHostCommands(deps: RegistryDeps): HostCommands {
  return {
    add: (request) => addHost(deps, request),
    list: () => deps.stores.hosts.list(),
    remove: (name) => Promise.resolve().then(() => removeHost(deps, name)),
    check: async (name) => checkHost(deps, requireHost(deps.stores, name)),
  };
}

/** Only forgets it: on the engine itself nothing changes. */
function removeHost(deps: RegistryDeps, name: string): void {
  const id = deps.stores.transaction(() => {
    const host = requireHost(deps.stores, name);
    refuseInUse(deps, host);
    deps.stores.hosts.remove(host.id);
    return host.id;
  });
  deps.forgetEngine(id);
}

function refuseInUse(deps: RegistryDeps, host: Host): void {
  const apps = deps.stores.berths
    .list({ host: host.id })
    .map((berth) => `${berth.app} in ${berth.environment}`);
  const environments = deps.stores.environments
    .list()
    .filter((environment) => environment.hosts.includes(host.id))
    .map((environment) => environment.name);
  if (apps.length === 0 && environments.length === 0) return;
  const reason =
    apps.length > 0
      ? `has ${apps.join(', ')}. Remove what is there: \`twinberth app rm NAME --force\`.`
      : `belongs to ${environments.join(', ')}. Remove that first: \`twinberth env rm ${environments[0] ?? ''}\`.`;
  throw new Failure('host.in-use', `Host ${host.name} ${reason}`, { name: host.name, apps, environments });
}
