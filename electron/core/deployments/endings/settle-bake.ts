import { otherColour } from '../../../../shared/model/colour.ts';
import type { Berth } from '../../../../shared/model/berth.ts';
import type { Deployment, StepState } from '../../../../shared/model/deployment.ts';
import type { Settled } from '../../core.ts';
import type { ColourTraffic } from '../../edge/edge.ts';
import { formatDuration } from '../../runtime/format-duration.ts';
import { judgeTraffic } from '../steps/bake.ts';
import { endOfPrevious } from '../steps/commit-switch.ts';
import { berthBeforeSwitch } from './berth-before-switch.ts';
import { collectEvidence } from './collect-evidence.ts';
import { restorePlacement } from './restore-placement.ts';
import { sessionOf, type Settling } from './settling.ts';

/**
 * Ends a deployment that was left baking: `live`, or swung back to what served before. Before its bake is over only because
 * somebody wants to deploy on top of it, and its history then says that it was cut short.
 */
export async function settleBake(
  settling: Settling,
  berth: Berth,
  deployment: Deployment,
): Promise<readonly Settled[]> {
  const { deps, due } = settling;
  if (deployment.state !== 'baking' || berth.activeDeployment !== deployment.id) {
    deps.stores.dues.remove(due.id);
    return [];
  }
  const { problem, answers } = await judgeBake(settling, berth, deployment);
  const place = { app: due.app, environment: due.environment };
  if (problem !== undefined) {
    await revert(settling, berth, deployment, problem);
    const text = `v${deployment.version} was found bad after its switch and has been swung back: ${problem}`;
    return [{ ...place, what: 'bake', state: 'reverted', text }];
  }
  const { stores, clock, ids } = deps;
  const span = spanOf(settling, deployment);
  const cutShort = span.watchedMs < span.wantedMs;
  stores.transaction(() => {
    stores.dues.remove(due.id);
    writeDown(settling, deployment, span, {
      state: cutShort ? 'skipped' : 'done',
      note: cutShort
        ? `cut short after ${formatDuration(span.watchedMs)} of ${formatDuration(span.wantedMs)}, for the next deployment`
        : `judged afterwards: every replica is up, ${answers} answers`,
    });
    stores.deployments.update(deployment.id, { state: 'live', endedAt: clock.now() });
    if (deployment.previous !== undefined)
      stores.deployments.setState(deployment.previous, endOfPrevious(deployment.kind));
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
  const text = cutShort
    ? `v${deployment.version} is live; its bake was cut short after ${formatDuration(span.watchedMs)} of ${formatDuration(span.wantedMs)}.`
    : `v${deployment.version} has passed its bake and is live.`;
  return [{ ...place, what: 'bake', state: 'live', text }];
}

interface Span {
  /** When the gate had been swung, ms since 1970. */
  readonly since: number;
  readonly watchedMs: number;
  readonly wantedMs: number;
}

/** Of one that was adopted from elsewhere nothing is known, and nothing more is wanted. */
function spanOf({ deps, due }: Settling, { config }: Deployment): Span {
  const now = deps.clock.now();
  const spanMs = typeof due.data['spanMs'] === 'number' ? due.data['spanMs'] : 0;
  const since = Math.min(now, due.at - spanMs);
  return { since, watchedMs: now - since, wantedMs: spanMs === 0 ? 0 : config.bakeMs };
}

/** The bake as a step of its deployment: the one in the midst of which its process ended, or one that was left to whoever came next. */
function writeDown(
  { deps }: Settling,
  { id }: Deployment,
  { since, watchedMs }: Span,
  end: { readonly state: StepState; readonly note: string },
): void {
  const { deployments } = deps.stores;
  const steps = deployments.steps(id);
  const begun = steps.find(({ name }) => name === 'bake');
  const index = begun?.index ?? (steps.at(-1)?.index ?? -1) + 1;
  if (begun === undefined) deployments.beginStep(id, index, 'bake', since);
  deployments.endStep(id, index, { ...end, durationMs: watchedMs });
}

interface Verdict {
  readonly problem?: string;
  readonly answers: number;
}

/** What a bake would have seen: the replicas are up now, none has been restarted, and the answers since the switch are good. */
async function judgeBake(settling: Settling, berth: Berth, deployment: Deployment): Promise<Verdict> {
  const { engine, observed, due } = settling;
  const bad = (problem: string): Verdict => ({ problem, answers: 0 });
  const replicas = observed.colours[deployment.colour];
  if (replicas.length < deployment.config.replicas) return bad('some of its containers are gone.');
  for (const replica of replicas) {
    const state = await engine.containers.inspect(replica.id);
    if (state?.running !== true)
      return bad(`${replica.name} does not run (exit code ${state?.exitCode ?? '?'}).`);
    if (state.restartCount > 0) return bad(`${replica.name} was restarted ${state.restartCount} times.`);
  }
  const session = await sessionOf(settling, berth, deployment);
  const state = await session.state();
  // Whoever found it bad swung the gate back, and then could not write that down.
  if (state.gate !== deployment.colour) return bad(`the edge leads to ${state.gate} again.`);
  const down = state.replicas.find((seen) => seen.colour === deployment.colour && seen.status === 'down');
  if (down !== undefined) return bad(`${deployment.colour} ${down.replica} is down: ${down.check}.`);
  const before = due.data as unknown as ColourTraffic;
  const after = state.traffic[deployment.colour];
  // Counters that went back belong to an edge that has been restarted since: what is left of them still counts.
  const since = typeof before.requests === 'number' && before.requests <= after.requests ? before : undefined;
  return judgeTraffic(since ?? EMPTY_TRAFFIC, after, deployment.config);
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
  const span = spanOf(settling, deployment);
  stores.transaction(() => {
    writeDown(settling, deployment, span, { state: 'failed', note: problem });
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
