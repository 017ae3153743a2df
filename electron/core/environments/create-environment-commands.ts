import { OPEN_POLICY, type Environment } from '../../../shared/model/environment.ts';
import { parseName } from '../apps/parse-name.ts';
import type { EnvironmentCommands } from '../core.ts';
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

function addEnvironment(deps: RegistryDeps, request: Parameters<EnvironmentCommands['add']>[0]): Environment {
  const name = parseName(request.name, 'environment');
  if (!name.ok) {
    throw new Failure('usage', `The environment's name ${name.message}. ${name.suggestion ?? ''}`.trim());
  }
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
        hosts: hostIds(deps, request.hosts),
        policy: request.policy ?? OPEN_POLICY,
      },
      place,
    );
  });
}

/** In the order in which they were given, which is the order of deployment. */
function hostIds(deps: RegistryDeps, names: readonly string[]): readonly string[] {
  if (names.length === 0) throw new Failure('usage', 'An environment needs at least one host: --host NAME.');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Failure('usage', `Host ${twice} is named twice.`);
  return names.map((name) => requireHost(deps.stores, name).id);
}
