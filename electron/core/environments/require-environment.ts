import type { Environment } from '../../../shared/model/environment.ts';
import { nameWayOut } from '../runtime/near-miss.ts';
import type { Stores } from '../db/stores.ts';
import { Failure } from '../runtime/failure.ts';

/** The environment of this name, or `environment.unknown`. */
export function requireEnvironment(stores: Pick<Stores, 'environments'>, name: string): Environment {
  const environment = stores.environments.byName(name);
  if (environment !== undefined) return environment;
  const known = stores.environments.list().map((each) => each.name);
  const wayOut = nameWayOut(
    name,
    known,
    `Add it: \`twinberth env add ${name} --host HOST\`, or name it in twinberth.yaml.`,
  );
  throw new Failure('environment.unknown', `There is no environment named ${name}. ${wayOut}`, {
    name,
    known,
  });
}
