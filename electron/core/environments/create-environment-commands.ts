import { OPEN_POLICY, type Environment } from '../../../shared/model/environment.ts';
import { parseName } from '../apps/parse-name.ts';
import type { EnvironmentCommands } from '../core.ts';
import { ensureLocalHost, LOCAL_HOST } from '../hosts/ensure-local-host.ts';
import type { RegistryDeps } from '../hosts/registry-deps.ts';
import { requireHost } from '../hosts/require-host.ts';
import { Failure } from '../runtime/failure.ts';
import { insertEnvironment, type LanePlace } from './insert-environment.ts';
import { removeEnvironment } from './remove-environment.ts';
import { requireEnvironment } from './require-environment.ts';

export function createEnvironmentCommands(deps: RegistryDeps): EnvironmentCommands {
  return {
    add: (request) => addEnvironment(deps, request),
    list: () => deps.stores.environments.list(),
    remove: (name) => removeEnvironment(deps, name),
  };
}

async function addEnvironment(
  deps: RegistryDeps,
  request: Parameters<EnvironmentCommands['add']>[0],
): Promise<Environment> {
  const name = parseName(request.name, 'environment');
  if (!name.ok) {
    throw new Failure('usage', `The environment's name ${name.message}. ${name.suggestion ?? ''}`.trim());
  }
  refuseImpossible(request.hosts);
  const { hosts } = deps.stores;
  // Without any set-up, the engine at hand is what `local` means.
  if (hosts.list().length === 0 && request.hosts.includes(LOCAL_HOST)) await ensureLocalHost(deps);
  return deps.stores.transaction(() => {
    if (deps.stores.environments.byName(name.value) !== undefined) {
      throw new Failure(
        'environment.taken',
        `There is an environment named ${name.value} already. Choose another name, or remove it first.`,
        { name: name.value },
      );
    }
    const place: LanePlace =
      request.after === undefined ? 'last' : { after: requireEnvironment(deps.stores, request.after).id };
    return insertEnvironment(
      deps.stores,
      {
        id: deps.ids.next(),
        name: name.value,
        // In the order in which they were given, which is the order of deployment.
        hosts: request.hosts.map((host) => requireHost(deps.stores, host).id),
        policy: request.policy ?? OPEN_POLICY,
      },
      place,
    );
  });
}

function refuseImpossible(names: readonly string[]): void {
  if (names.length === 0) throw new Failure('usage', 'An environment needs at least one host: --host NAME.');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Failure('usage', `Host ${twice} is named twice.`);
}
