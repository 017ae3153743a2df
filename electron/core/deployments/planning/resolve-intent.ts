import type { AppConfig, PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { Environment } from '../../../../shared/model/environment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Release } from '../../../../shared/model/release.ts';
import type { RollbackCommand } from '../../core.ts';
import { Failure, isFailure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { checkBaking } from './check-baking.ts';
import { findRollbackTarget } from './find-rollback-target.ts';
import type { Intent } from './prepare-deployment.ts';
import { findEnvironment, findRelease } from './resolve-names.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';

/** A release into an environment, with the configuration that twinberth.yaml has for it now. */
export async function resolveDeploy(
  deps: DeploymentDeps,
  environment: Environment,
  host: Host,
  wish: { readonly app: string; readonly version?: number },
): Promise<Intent> {
  const config = await placementConfig(deps, wish.app, environment.name);
  const release = findRelease(deps, wish.app, wish.version);
  return { kind: 'deploy', environment, host, release, config: await withPort(deps, host, release, config) };
}

/** The very image that serves in one environment, with the other's own configuration. */
export async function resolvePromote(
  deps: DeploymentDeps,
  to: Environment,
  host: Host,
  wish: {
    readonly app: string;
    readonly from: string;
    readonly to: string;
    /** What is expected to serve in `from`. */
    readonly version?: number;
    readonly override?: string;
  },
): Promise<Intent> {
  const source = findEnvironment(deps, wish.from);
  if (source.id === to.id) throw new Failure('usage', `${wish.from} cannot be promoted to itself.`);
  const config = await placementConfig(deps, wish.app, to.name);
  const serving = servingIn(deps, wish.app, source);
  if (wish.version !== undefined && wish.version !== serving.version) {
    throw new Failure(
      'plan.outdated',
      `By now v${serving.version} serves in ${wish.from}, no longer v${wish.version}. Nothing was done; look what is to be promoted.`,
      { serving: serving.id, version: serving.version },
    );
  }
  const [baking] = wish.override === undefined ? checkBaking(serving, wish.from) : [];
  if (baking !== undefined) throw new Failure('policy.refused', baking.message, { refusals: [baking] });
  const release = deps.stores.releases.get(serving.release);
  if (release === undefined)
    throw new Failure('release.unknown', `The release that serves in ${wish.from} is not in the history.`);
  return {
    kind: 'promote',
    environment: to,
    host,
    release,
    from: wish.from,
    config: await withPort(deps, host, release, config),
  };
}

/** An earlier deployment's release and configuration. Sees to it, before anything is touched, that its image can be had. */
export async function resolveRollback(
  deps: DeploymentDeps,
  environment: Environment,
  host: Host,
  wish: Pick<RollbackCommand, 'app' | 'version' | 'rebuild' | 'signal'>,
): Promise<Intent> {
  const berth = deps.stores.berths.get(wish.app, environment.name, host.id);
  const serving = servingDeployment(deps.stores, berth);
  if (serving === undefined) throw nothingServes(wish.app, environment.name);
  const target = findRollbackTarget(deps.stores.deployments, serving, wish.version);
  const release = deps.stores.releases.get(target.release);
  if (release === undefined)
    throw new Failure('release.unknown', `Release v${target.version} is not in the history any more.`);
  const moored = [berth?.blue, berth?.green].some(
    (colour) => colour !== undefined && isOf(deps, colour.deployment, target),
  );
  const restored = moored ? release : await withImage(deps, host, release, wish);
  return { kind: 'rollback', environment, host, release: restored, config: target.config, restores: target };
}

/** What serves, as it was recorded: the same release with the same configuration, in new containers. */
export function resolveHeal(
  deps: DeploymentDeps,
  environment: Environment,
  host: Host,
  wish: { readonly app: string },
): Intent {
  const berth = deps.stores.berths.get(wish.app, environment.name, host.id);
  const serving = servingDeployment(deps.stores, berth);
  if (serving === undefined) throw nothingServes(wish.app, environment.name);
  const release = deps.stores.releases.get(serving.release);
  if (release === undefined)
    throw new Failure('release.unknown', `Release v${serving.version} is not in the history any more.`);
  return { kind: 'heal', environment, host, release, config: serving.config, restores: serving };
}

/** Containers that are still there hold on to their image, so there is nothing to look for. */
function isOf(deps: DeploymentDeps, moored: string, target: Deployment): boolean {
  return deps.stores.deployments.get(moored)?.release === target.release;
}

async function withImage(
  deps: DeploymentDeps,
  host: Host,
  release: Release,
  wish: Pick<RollbackCommand, 'rebuild' | 'signal'>,
): Promise<Release> {
  try {
    await deps.ensureImage(release, host, wish.signal === undefined ? {} : { signal: wish.signal });
    return release;
  } catch (error) {
    if (!isFailure(error, 'release.image-gone')) throw error;
    const same = await deps.rebuildable(release);
    if (same && wish.rebuild === true) return deps.rebuild(release, wish.signal);
    throw new Failure(
      'release.image-gone',
      same
        ? `The image of ${release.tag} is gone from ${host.name} and cannot be had from anywhere else. Its inputs are still the same: --rebuild builds it again and rolls back to that. Nothing was touched.`
        : `The image of ${release.tag} is gone from ${host.name} and cannot be had from anywhere else, and what it was built from has changed since. Nothing was touched.`,
      { ...error.details, rebuildable: same },
      { cause: error },
    );
  }
}

async function placementConfig(
  deps: DeploymentDeps,
  app: string,
  environment: string,
): Promise<PlacementConfig> {
  return configFor(await deps.appConfig(app), environment);
}

/** What the file says of an environment, or `environment.unknown`. */
export function configFor(config: AppConfig, environment: string): PlacementConfig {
  const placement = config.environments.get(environment);
  if (placement !== undefined) return placement;
  const known = [...config.environments.keys()];
  throw new Failure(
    'environment.unknown',
    `${config.file} says nothing about ${environment}. Add it under \`environments\`${known.length === 0 ? '' : `, where there is ${known.join(', ')}`}.`,
    { name: environment, known },
  );
}

/** The port from the file, or the single one that the image exposes. */
async function withPort(
  deps: DeploymentDeps,
  host: Host,
  release: Release,
  config: PlacementConfig,
): Promise<PlacementConfig> {
  if (config.port !== undefined) return config;
  const id = await deps.ensureImage(release, host, {});
  const image = await (await deps.engineOf(host.id)).images.inspect(id);
  const exposed = image?.exposedPorts ?? [];
  const [port] = exposed;
  if (port !== undefined && exposed.length === 1) return { ...config, port };
  throw new Failure(
    'config.invalid',
    exposed.length === 0
      ? `${release.tag} exposes no port. Say \`port:\` in twinberth.yaml.`
      : `${release.tag} exposes several ports (${exposed.join(', ')}). Say which with \`port:\` in twinberth.yaml.`,
    { exposed },
  );
}

/** What serves in an environment, on the first of its hosts where anything does, or `placement.empty`. */
export function servingIn(
  deps: Pick<DeploymentDeps, 'stores'>,
  app: string,
  environment: Environment,
): Deployment {
  for (const host of environment.hosts) {
    const berth = deps.stores.berths.get(app, environment.name, host);
    const serving = servingDeployment(deps.stores, berth);
    if (serving !== undefined) return serving;
  }
  throw nothingServes(app, environment.name);
}

function nothingServes(app: string, environment: string): Failure {
  return new Failure(
    'placement.empty',
    `Nothing of ${app} serves in ${environment} yet. \`twinberth deploy ${app} ${environment}\` puts the newest release there.`,
  );
}
