import type { Environment } from '../../../../shared/model/environment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Release } from '../../../../shared/model/release.ts';
import { Failure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';

export function findEnvironment(deps: Pick<DeploymentDeps, 'stores'>, name: string): Environment {
  const found = deps.stores.environments.byName(name);
  if (found !== undefined) return found;
  const known = deps.stores.environments.list().map((environment) => environment.name);
  throw new Failure('environment.unknown', `There is no environment ${name}.${listOf(known, 'Known')}`, {
    name,
    known,
  });
}

/** An environment's hosts in the order in which they are deployed to; at least one. */
export function hostsOf(
  deps: Pick<DeploymentDeps, 'stores'>,
  environment: Environment,
): readonly [Host, ...Host[]] {
  const hosts = environment.hosts.map((id) => {
    const host = deps.stores.hosts.get(id);
    if (host === undefined)
      throw new Failure('host.unknown', `A host of ${environment.name} is no longer registered (${id}).`);
    return host;
  });
  const [first, ...rest] = hosts;
  if (first === undefined) throw new Failure('host.unknown', `${environment.name} has no host.`);
  return [first, ...rest];
}

/** The given version, or the newest release that may be deployed. */
export function findRelease(deps: Pick<DeploymentDeps, 'stores'>, app: string, version?: number): Release {
  const { releases } = deps.stores;
  if (version !== undefined) {
    const found = releases.byVersion(app, version);
    if (found !== undefined) return found;
    const known = releases.list(app, { limit: 10 }).map((release) => `v${release.version}`);
    throw new Failure('release.unknown', `${app} has no release v${version}.${listOf(known, 'Newest')}`, {
      app,
      version,
      known,
    });
  }
  const newest = releases
    .list(app, { limit: 100 })
    .find((release) => release.withdrawnAt === undefined && release.test.state !== 'failed');
  if (newest !== undefined) return newest;
  throw new Failure(
    'release.none',
    `${app} has no release that may be deployed. \`twinberth build ${app}\` makes one.`,
    { app },
  );
}

function listOf(known: readonly string[], word: string): string {
  return known.length === 0 ? '' : ` ${word}: ${known.join(', ')}.`;
}
