import type { Settled } from '../../core.ts';
import type { Due } from '../../db/stores.ts';
import { isFailure, toFailure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { lockPlacement } from '../lock-placement.ts';
import { observeBerth } from '../planning/observe-berth.ts';
import { recoverAll, releaseStaleLocks } from './recover.ts';
import { settleBake } from './settle-bake.ts';
import { settleStandby } from './settle-standby.ts';
import type { Settling } from './settling.ts';

/**
 * Does what is due and nobody has done: first what a crash left, then bakes to be judged and standbys to be stopped. What
 * cannot be settled now (locked, host away) stays due, and so does what the signal's abortion leaves undone: nobody waits for
 * a drain that is under way. Costs one query when there is nothing.
 */
export async function settle(deps: DeploymentDeps, signal?: AbortSignal): Promise<readonly Settled[]> {
  const settled: Settled[] = [...(await recoverAll(deps))];
  await releaseStaleLocks(deps);
  const now = deps.clock.now();
  for (const due of deps.stores.dues.ripe(Number.MAX_SAFE_INTEGER)) {
    if (signal?.aborted === true) break;
    if (withinItsSpan(deps, due, now).at <= now) settled.push(...(await settleDue(deps, due, signal)));
  }
  return settled;
}

/**
 * Nothing can be further away than when it was put down: if it is, the clock was set back since, and its time begins anew
 * now. A standby would otherwise run until the clock has caught up.
 */
function withinItsSpan(deps: DeploymentDeps, due: Due, now: number): Due {
  const { spanMs } = due.data;
  if (typeof spanMs !== 'number' || due.at - now <= spanMs) return due;
  const dated = { ...due, at: now + spanMs };
  deps.stores.dues.put(dated);
  return dated;
}

/** Judges the bake that a detached deployment left, whether or not its time is over: somebody wants to deploy on top of it. */
export async function settleBakeNow(
  deps: DeploymentDeps,
  app: string,
  environment: string,
  host: string,
): Promise<void> {
  const due = deps.stores.dues.find(app, environment, host, 'bake');
  if (due !== undefined) await settleDue(deps, due);
}

async function settleDue(deps: DeploymentDeps, due: Due, signal?: AbortSignal): Promise<readonly Settled[]> {
  const place = { app: due.app, environment: due.environment };
  const host = deps.stores.hosts.get(due.host);
  if (host === undefined) {
    deps.stores.dues.remove(due.id);
    return [];
  }
  try {
    const lock = lockPlacement(deps, {
      ...place,
      host: host.id,
      hostName: host.name,
      purpose: `settling a ${due.kind}`,
    });
    try {
      const engine = await deps.engineOf(host.id);
      const observed = await observeBerth(engine, due.app, due.environment);
      if (observed.edge !== undefined) await lock.takeOnEngine(engine, observed.edge.image);
      return await perform({
        deps,
        engine,
        host,
        due,
        observed,
        ...(signal === undefined ? {} : { signal }),
      });
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (signal?.aborted === true || isFailure(error, 'placement.locked')) return [];
    return [{ ...place, what: 'waiting', text: toFailure(error).message }];
  }
}

async function perform(settling: Settling): Promise<readonly Settled[]> {
  const { deps, due } = settling;
  const berth = deps.stores.berths.get(due.app, due.environment, due.host);
  const deployment = deps.stores.deployments.get(due.deployment);
  // Done by somebody else between our look and our lock, or overtaken by a later deployment.
  const current = deps.stores.dues.find(due.app, due.environment, due.host, due.kind);
  if (current?.id !== due.id || berth === undefined || deployment === undefined) {
    deps.stores.dues.remove(due.id);
    return [];
  }
  switch (due.kind) {
    case 'bake':
      return settleBake(settling, berth, deployment);
    case 'standby':
      return settleStandby(settling, berth, deployment);
  }
}
