import { otherColour } from '../../../../shared/model/colour.ts';
import type { Berth } from '../../../../shared/model/berth.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Settled } from '../../core.ts';
import type { Due } from '../../db/stores.ts';
import type { ColourTraffic, EdgeSession } from '../../edge/edge.ts';
import type { Engine } from '../../engine/engine.ts';
import { isFailure, toFailure } from '../../runtime/failure.ts';
import { judgeTraffic } from '../steps/bake.ts';
import { berthBeforeSwitch } from './berth-before-switch.ts';
import { collectEvidence } from './collect-evidence.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { drainColour } from '../steps/drain-colour.ts';
import { lockPlacement } from '../lock-placement.ts';
import { observeBerth, type ObservedBerth } from '../planning/observe-berth.ts';
import { openRecordedEdge } from './open-recorded-edge.ts';
import { recoverAll, releaseStaleLocks } from './recover.ts';
import { restorePlacement } from './restore-placement.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';

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

interface Settling {
  readonly deps: DeploymentDeps;
  readonly engine: Engine;
  readonly host: Host;
  readonly due: Due;
  readonly observed: ObservedBerth;
  readonly signal?: AbortSignal;
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

async function settleBake(
  settling: Settling,
  berth: Berth,
  deployment: Deployment,
): Promise<readonly Settled[]> {
  const { deps, due } = settling;
  if (deployment.state !== 'baking' || berth.activeDeployment !== deployment.id) {
    deps.stores.dues.remove(due.id);
    return [];
  }
  const problem = await judgeBake(settling, berth, deployment);
  const place = { app: due.app, environment: due.environment };
  if (problem !== undefined) {
    await revert(settling, berth, deployment, problem);
    const text = `v${deployment.version} was found bad after its switch and has been swung back: ${problem}`;
    return [{ ...place, what: 'bake', state: 'reverted', text }];
  }
  const { stores, clock, ids } = deps;
  stores.transaction(() => {
    stores.dues.remove(due.id);
    stores.deployments.update(deployment.id, { state: 'live', endedAt: clock.now() });
    if (deployment.previous !== undefined) stores.deployments.setState(deployment.previous, 'superseded');
    const standby = berth[otherColour(deployment.colour)];
    if (standby?.state === 'warm') {
      stores.dues.put({
        ...place,
        id: ids.next(),
        host: due.host,
        kind: 'standby',
        deployment: deployment.id,
        at:
          clock.now() +
          Math.max(0, Math.min(deployment.config.warmForMs, (standby.warmUntil ?? 0) - clock.now())),
        data: { spanMs: deployment.config.warmForMs },
      });
    }
  });
  return [
    {
      ...place,
      what: 'bake',
      state: 'live',
      text: `v${deployment.version} has passed its bake and is live.`,
    },
  ];
}

/** What a bake would have seen: the replicas are up now, none has been restarted, and the answers since the switch are good. */
async function judgeBake(
  settling: Settling,
  berth: Berth,
  deployment: Deployment,
): Promise<string | undefined> {
  const { engine, observed, due } = settling;
  const replicas = observed.colours[deployment.colour];
  if (replicas.length < deployment.config.replicas) return 'some of its containers are gone.';
  for (const replica of replicas) {
    const state = await engine.containers.inspect(replica.id);
    if (state?.running !== true) return `${replica.name} does not run (exit code ${state?.exitCode ?? '?'}).`;
    if (state.restartCount > 0) return `${replica.name} was restarted ${state.restartCount} times.`;
  }
  const session = await sessionOf(settling, berth, deployment);
  const state = await session.state();
  // Whoever found it bad swung the gate back, and then could not write that down.
  if (state.gate !== deployment.colour) return `the edge leads to ${state.gate} again.`;
  const down = state.replicas.find((seen) => seen.colour === deployment.colour && seen.status === 'down');
  if (down !== undefined) return `${deployment.colour} ${down.replica} is down: ${down.check}.`;
  const before = due.data as unknown as ColourTraffic;
  const after = state.traffic[deployment.colour];
  // Counters that went back belong to an edge that has been restarted since: what is left of them still counts.
  const since = typeof before.requests === 'number' && before.requests <= after.requests ? before : undefined;
  return judgeTraffic(since ?? EMPTY_TRAFFIC, after, deployment.config).problem;
}

const EMPTY_TRAFFIC: ColourTraffic = {
  requests: 0,
  connections: 0,
  answers2xx: 0,
  answers4xx: 0,
  answers5xx: 0,
  connectErrors: 0,
  responseErrors: 0,
  openSessions: 0,
  queued: 0,
};

async function revert(
  settling: Settling,
  berth: Berth,
  deployment: Deployment,
  problem: string,
): Promise<void> {
  const { deps, engine, host, due, observed } = settling;
  const { stores, clock } = deps;
  for (const evidence of await collectEvidence(
    engine,
    deployment.colour,
    observed.colours[deployment.colour],
    undefined,
    deployment.config.environment,
  )) {
    stores.deployments.addEvidence(deployment.id, evidence);
  }
  const previous =
    deployment.previous === undefined ? undefined : stores.deployments.get(deployment.previous);
  stores.transaction(() => {
    stores.berths.put(berthBeforeSwitch(berth, deployment.colour, previous, stores.deployments));
    stores.dues.remove(due.id);
    stores.deployments.update(deployment.id, {
      state: 'running',
      error: { code: 'bake.failed', message: problem, details: {} },
    });
  });
  await restorePlacement({ deps, engine, host, deployment });
  stores.deployments.update(deployment.id, {
    state: previous === undefined ? 'failed' : 'reverted',
    endedAt: clock.now(),
  });
}

/** How soon at the earliest a standby that serves is looked at again, milliseconds. */
const LOOK_AGAIN_MS = 60_000;

async function settleStandby(
  settling: Settling,
  berth: Berth,
  deployment: Deployment,
): Promise<readonly Settled[]> {
  const { deps, due, observed } = settling;
  const colour = berth.active === undefined ? undefined : otherColour(berth.active);
  const moored = colour === undefined ? undefined : berth[colour];
  if (colour === undefined || moored === undefined || moored.state !== 'warm') {
    deps.stores.dues.remove(due.id);
    return [];
  }
  const session = await sessionOf(settling, berth, deployment);
  if ((await session.state()).gate === colour) {
    // Somebody has swung it by hand, and what serves is not stopped; once it is swung back, this is still to be done.
    const spanMs = Math.max(deployment.config.warmForMs, LOOK_AGAIN_MS);
    deps.stores.dues.put({ ...due, at: deps.clock.now() + spanMs, data: { ...due.data, spanMs } });
    return [];
  }
  const replicas = observed.colours[colour].filter((replica) => replica.running);
  const config = deps.stores.deployments.get(moored.deployment)?.config ?? deployment.config;
  const cut = replicas.length === 0 ? 0 : await drainColour(settling, session, colour, replicas, config);
  await session.unmoor(colour);
  deps.stores.transaction(() => {
    deps.stores.dues.remove(due.id);
    deps.stores.berths.put({ ...berth, [colour]: { deployment: moored.deployment, state: 'stopped' } });
    if (deployment.receipt !== undefined) {
      deps.stores.deployments.update(deployment.id, {
        receipt: { ...deployment.receipt, connectionsCut: cut },
      });
    }
  });
  const text = `The standby of ${due.app} in ${due.environment} (${colour}) was drained and stopped; ${cut === 1 ? '1 connection was' : `${cut} connections were`} cut.`;
  return [{ app: due.app, environment: due.environment, what: 'standby', text }];
}

async function sessionOf(
  { deps, engine, observed }: Settling,
  berth: Berth,
  deployment: Deployment,
): Promise<EdgeSession> {
  const serving = servingDeployment(deps.stores, berth);
  return openRecordedEdge(deps, engine, observed, { berth, config: (serving ?? deployment).config });
}
