import { otherColour } from '../../../../shared/model/colour.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { WayBack } from '../../../../shared/model/deployment-views.ts';
import type { Host } from '../../../../shared/model/host.ts';
import { requireApp } from '../../apps/require-app.ts';
import { Failure, isFailure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { checkRelease } from '../planning/check-release.ts';
import { chooseStrategy } from '../planning/choose-strategy.ts';
import { findRollbackTarget } from '../planning/find-rollback-target.ts';
import { findStrangers } from '../planning/find-strangers.ts';
import { observeBerth } from '../planning/observe-berth.ts';
import { sourceOf } from '../planning/plan-deployment.ts';
import { mooredDeployments } from '../planning/prepare-deployment.ts';
import { findEnvironment, hostsOf } from '../planning/resolve-names.ts';
import type { BerthPlace } from './berth-place.ts';
import { lastRollbackMs } from './last-rollback.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';

/**
 * Where a rollback without a version would lead now. The engine is asked once, what lies in the idle berth; no image is
 * looked for or brought. Throws for unknown names and what the engine fails with; that there is no way back is an answer.
 */
export async function findWayBack(deps: DeploymentDeps, place: BerthPlace): Promise<WayBack> {
  requireApp(deps.stores, place.app);
  const host = hostOf(deps, place);
  const berth = deps.stores.berths.get(place.app, place.environment, host.id);
  const serving = servingDeployment(deps.stores, berth);
  if (berth?.active === undefined || serving === undefined)
    return { refusal: `Nothing of ${place.app} serves in ${place.environment}.` };
  const target = targetOf(deps, serving);
  if (typeof target === 'string') return { refusal: target };
  const release = deps.stores.releases.get(target.release);
  if (release === undefined) return { refusal: `Release v${target.version} is not in the history any more.` };
  const [refusal] = checkRelease(release, 'rollback');
  if (refusal !== undefined) return { refusal: refusal.message };

  const engine = await deps.engineOf(host.id);
  const observed = await observeBerth(engine, place.app, place.environment);
  const [stranger] = findStrangers(deps.stores.deployments, observed);
  if (stranger !== undefined)
    return { refusal: `${stranger.name} is there on ${host.name}, which another history deployed.` };
  const colour = otherColour(berth.active);
  const moored = mooredDeployments(deps, berth);
  const facts = { kind: 'rollback' as const, moored, release, config: target.config, berth, observed };
  const source = sourceOf(facts, colour, chooseStrategy(target.config, serving).strategy);
  const lastMs = lastRollbackMs(deps.stores, serving, source);
  return {
    to: { version: target.version, deployment: target.id, source, colour },
    ...(lastMs === undefined ? {} : { lastMs }),
  };
}

function hostOf(deps: DeploymentDeps, { environment, host }: BerthPlace): Host {
  const hosts = hostsOf(deps, findEnvironment(deps, environment));
  const found = host === undefined ? hosts[0] : hosts.find(({ name }) => name === host);
  if (found !== undefined) return found;
  const known = hosts.map(({ name }) => name);
  throw new Failure('host.unknown', `${environment} is not on ${host ?? ''}; it is on ${known.join(', ')}.`, {
    known,
  });
}

function targetOf(deps: DeploymentDeps, serving: Deployment): Deployment | string {
  try {
    return findRollbackTarget(deps.stores.deployments, serving);
  } catch (error) {
    if (isFailure(error, 'rollback.none')) return error.message;
    throw error;
  }
}
