import type { ErrorReply } from '../../../../shared/contract/errors.ts';
import type { DeploymentState } from '../../../../shared/model/deployment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { DeploymentSummary } from '../../db/stores.ts';
import type { Settled } from '../../core.ts';
import type { Engine } from '../../engine/engine.ts';
import { toFailure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { lockPlacement, type PlacementLock } from '../lock-placement.ts';
import { isStale } from '../stale-lock.ts';
import { findStrangers } from '../planning/find-strangers.ts';
import { observeBerth, type ObservedBerth } from '../planning/observe-berth.ts';
import { adoptSwitch } from './adopt-switch.ts';
import { endOpenSteps } from './end-open-steps.ts';
import { restorePlacement } from './restore-placement.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';

/**
 * Deployments that a crash left `running`: the placement goes back to what its record says and the deployment ends as
 * `interrupted`. The caller holds the placement's lock, so nobody is still working on them; where there is something to
 * recover, it is taken on the engine, too. What another history has deployed there meanwhile is not touched, and where
 * somebody has taken the placement over and let the new one serve, it stays so.
 */
export async function recoverBerth(
  deps: DeploymentDeps,
  engine: Engine,
  host: Host,
  app: string,
  environment: string,
  lock: PlacementLock,
): Promise<readonly Settled[]> {
  const left = deps.stores.deployments
    .unfinished()
    .filter(
      (row) =>
        row.state === 'running' && row.app === app && row.environment === environment && row.host === host.id,
    );
  const settled: Settled[] = [];
  const observed = left.length === 0 ? undefined : await lockOnEngine(engine, lock, app, environment);
  const taken = observed !== undefined && findStrangers(deps.stores.deployments, observed).length > 0;
  for (const deployment of left) {
    if (!taken && observed !== undefined && (await adoptSwitch(deps, engine, deployment, lock, observed))) {
      settled.push({
        app,
        environment,
        what: 'recovered',
        state: 'baking',
        text: describeAdopted(deployment),
      });
      continue;
    }
    if (!taken) await restorePlacement({ deps, engine, host, deployment });
    endOpenSteps(deps, deployment.id, taken ? 'failed' : 'reverted');
    const end = endOf(deployment);
    deps.stores.deployments.update(deployment.id, { ...end, endedAt: deps.clock.now() });
    settled.push({
      app,
      environment,
      what: 'recovered',
      state: 'interrupted',
      text: taken ? describeTaken(deployment) : describe(deps, deployment),
    });
  }
  // One that serves already when its process ends is not undone, and what was still to do is due to whoever comes next.
  const latest = deps.stores.deployments.latest(app, environment, host.id);
  if (latest !== undefined) endOpenSteps(deps, latest.id, 'failed');
  return settled;
}

/** Every placement of which a crash left something; those that somebody works on, and hosts that do not answer, are left alone. */
export async function recoverAll(deps: DeploymentDeps): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  for (const row of deps.stores.deployments.unfinished()) {
    if (row.state !== 'running') continue;
    const host = deps.stores.hosts.get(row.host);
    if (host === undefined) continue;
    try {
      settled.push(...(await recoverOne(deps, host, row)));
    } catch (error) {
      const text = toFailure(error).message;
      settled.push({ app: row.app, environment: row.environment, what: 'waiting', text });
    }
  }
  return settled;
}

/**
 * Locks whose holders are gone although what they did is done: the engine's side is removed, and with it the record. Other
 * hosts' turn is not spoilt by one that does not answer.
 */
export async function releaseStaleLocks(deps: DeploymentDeps): Promise<void> {
  for (const held of deps.stores.locks.list()) {
    const host = deps.stores.hosts.get(held.host);
    if (host === undefined || !isStale(deps, held)) continue;
    try {
      await recoverOne(deps, host, held);
    } catch (error) {
      deps.log.warn('a lock that was left behind could not be removed', { reason: toFailure(error).message });
    }
  }
}

async function recoverOne(
  deps: DeploymentDeps,
  host: Host,
  row: { readonly app: string; readonly environment: string },
): Promise<readonly Settled[]> {
  const lock = lockPlacement(deps, {
    app: row.app,
    environment: row.environment,
    host: host.id,
    hostName: host.name,
    purpose: 'recovery',
  });
  try {
    const engine = await deps.engineOf(host.id);
    await lockOnEngine(engine, lock, row.app, row.environment);
    return await recoverBerth(deps, engine, host, row.app, row.environment, lock);
  } finally {
    await lock.release();
  }
}

/** Made from the image of anything that is there; where nothing is, nothing can be disturbed. */
async function lockOnEngine(
  engine: Engine,
  lock: PlacementLock,
  app: string,
  environment: string,
): Promise<ObservedBerth> {
  const observed = await observeBerth(engine, app, environment);
  const any = observed.edge ?? observed.lock;
  if (any !== undefined) await lock.takeOnEngine(engine, any.image);
  return observed;
}

/** One that had already gone wrong, and only could not clean up after itself, ends as what it was. */
function endOf({ error, previous }: DeploymentSummary): {
  readonly state: DeploymentState;
  readonly error: ErrorReply;
} {
  if (error === undefined || error.code === 'interrupted') {
    const message = 'The process that performed it ended in the middle of it.';
    return { state: 'interrupted', error: error ?? { code: 'interrupted', message, details: {} } };
  }
  return { state: error.code === 'bake.failed' && previous !== undefined ? 'reverted' : 'failed', error };
}

function describeAdopted({ kind, version }: DeploymentSummary): string {
  return `The ${kind} of v${version} was cut off, and taken over from elsewhere in the middle of it; v${version} serves.`;
}

function describeTaken({ app, kind, version }: DeploymentSummary): string {
  return `The ${kind} of v${version} was cut off, and another history has deployed there since, so nothing was touched. \`twinberth history rebuild ${app}\` brings it into this one.`;
}

function describe(deps: DeploymentDeps, deployment: DeploymentSummary): string {
  const berth = deps.stores.berths.get(deployment.app, deployment.environment, deployment.host);
  const serving = servingDeployment(deps.stores, berth);
  const now = serving === undefined ? 'nothing serves' : `v${serving.version} serves`;
  return `The ${deployment.kind} of v${deployment.version} was cut off and has been reverted; ${now}.`;
}
