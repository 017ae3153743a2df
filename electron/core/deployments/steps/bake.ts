import { BAKE_MIN_ANSWERS, type PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { ColourTraffic } from '../../edge/edge.ts';
import { Failure } from '../../runtime/failure.ts';
import { startPatience } from '../../runtime/start-patience.ts';
import { edgeOf, throwIfInterrupted, type Swap } from '../swap.ts';
import { howItEnded } from './how-it-ended.ts';

/** How often the new colour is looked at during its bake, milliseconds. */
const POLL_MS = 200;

/**
 * Watches the new colour while it serves. Rejects with `bake.failed` as soon as a replica is down for the edge, has ended or
 * was restarted, or the share of failed answers is over the limit.
 */
export async function bake(swap: Swap): Promise<string | undefined> {
  const { deps, config, plan, found } = swap;
  const { session } = edgeOf(swap);
  const patience = startPatience(deps.clock, config.bakeMs);
  const before = found.trafficAtSwitch ?? (await session.state()).traffic[plan.toColour];
  let answers = 0;
  for (;;) {
    throwIfInterrupted(swap);
    const state = await session.state();
    const down = state.replicas.find(
      (replica) => replica.colour === plan.toColour && replica.status === 'down',
    );
    if (down !== undefined) {
      throw new Failure(
        'bake.failed',
        `${plan.toColour} ${down.replica} went down during the bake: ${down.check}.`,
      );
    }
    await refuseEnded(swap);
    const rate = judgeTraffic(before, state.traffic[plan.toColour], config);
    if (rate.problem !== undefined) throw new Failure('bake.failed', rate.problem);
    answers = rate.answers;
    if (patience.isOver()) break;
    const pause = Math.min(POLL_MS, patience.left());
    await deps.clock.sleep(pause, swap.signal).catch(() => throwIfInterrupted(swap));
  }
  return answers === 0 ? 'every replica stayed up' : `every replica stayed up, ${answers} answers`;
}

/** Whether the answers given between two looks are too often failures: the app's 5xx, and connections it broke. Pure. */
export function judgeTraffic(
  before: ColourTraffic,
  after: ColourTraffic,
  config: Pick<PlacementConfig, 'bakeMaxErrorRate'>,
): { readonly answers: number; readonly problem?: string } {
  const answers = after.requests - before.requests;
  const failed =
    after.answers5xx -
    before.answers5xx +
    (after.connectErrors - before.connectErrors) +
    (after.responseErrors - before.responseErrors);
  if (answers < BAKE_MIN_ANSWERS || failed / answers <= config.bakeMaxErrorRate) return { answers };
  const share = `${((failed / answers) * 100).toFixed(1)} %`;
  return {
    answers,
    problem: `${failed} of ${answers} answers failed during the bake (${share}, allowed ${(config.bakeMaxErrorRate * 100).toFixed(1)} %).`,
  };
}

async function refuseEnded(swap: Swap): Promise<void> {
  const states = await Promise.all(
    swap.found.replicas.map(async (replica) => ({
      replica,
      state: await swap.engine.containers.inspect(replica.id),
    })),
  );
  for (const { replica, state } of states) {
    if (state?.running === true && state.restartCount === 0) continue;
    const how = state !== undefined && state.restartCount > 0 ? 'was restarted' : howItEnded(state);
    throw new Failure('bake.failed', `${replica.name} ${how} during the bake.`);
  }
}
