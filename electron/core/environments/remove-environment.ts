import type { Environment } from '../../../shared/model/environment.ts';
import type { Host } from '../../../shared/model/host.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import type { RegistryDeps } from '../hosts/registry-deps.ts';
import { removeEmptyNetwork } from '../hosts/remove-empty-network.ts';
import { Failure, toFailure } from '../runtime/failure.ts';
import { requireEnvironment } from './require-environment.ts';

/** Something that runs, or is kept for a rollback, in an environment. */
interface Occupant {
  readonly app: string;
  /** Host name. */
  readonly host: string;
}

/**
 * Forgets a lane in which nothing is; `environment.in-use` says what is there, by the history or by the labels on its
 * engines. An engine that does not answer cannot object.
 */
export async function removeEnvironment(deps: RegistryDeps, name: string): Promise<void> {
  const environment = requireEnvironment(deps.stores, name);
  refuseOccupied(environment, recordedOccupants(deps, environment));
  const hosts = environment.hosts.flatMap((id) => deps.stores.hosts.get(id) ?? []);
  for (const host of hosts) refuseOccupied(environment, await occupantsOn(deps, environment, host));

  deps.stores.transaction(() => {
    refuseOccupied(environment, recordedOccupants(deps, environment));
    for (const berth of deps.stores.berths.list({ environment: name })) {
      deps.stores.berths.remove(berth.app, berth.environment, berth.host);
    }
    deps.stores.environments.remove(environment.id);
  });
  for (const host of hosts) await removeEmptyNetwork(deps, host, name);
}

function recordedOccupants(deps: RegistryDeps, environment: Environment): readonly Occupant[] {
  const hostName = (id: string): string => deps.stores.hosts.get(id)?.name ?? id;
  const moored = deps.stores.berths
    .list({ environment: environment.name })
    .filter((berth) => berth.blue !== undefined || berth.green !== undefined);
  const locked = deps.stores.locks.list().filter((lock) => lock.environment === environment.name);
  return [...moored, ...locked].map(({ app, host }) => ({ app, host: hostName(host) }));
}

async function occupantsOn(
  deps: RegistryDeps,
  environment: Environment,
  host: Host,
): Promise<readonly Occupant[]> {
  try {
    const engine = await deps.engineOf(host.id);
    const containers = await engine.containers.list({
      [LABEL.version]: LABEL_VERSION,
      [LABEL.env]: environment.name,
    });
    return containers.map((container) => ({
      app: container.labels[LABEL.app] ?? container.name,
      host: host.name,
    }));
  } catch (error) {
    deps.log.warn('an environment is removed without a look at one of its hosts', {
      host: host.name,
      reason: toFailure(error).code,
    });
    return [];
  }
}

function refuseOccupied(environment: Environment, occupants: readonly Occupant[]): void {
  const [first] = occupants;
  if (first === undefined) return;
  const list = [...new Set(occupants.map(({ app, host }) => `${app} on ${host}`))];
  throw new Failure(
    'environment.in-use',
    `Environment ${environment.name} still has ${list.join(', ')}. Remove that first: \`twinberth app rm ${first.app} --force\`.`,
    { environment: environment.name, running: list },
  );
}
