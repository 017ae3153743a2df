import type { HealthConfig } from '../../../../shared/model/app-config.ts';
import type { ContainerState } from '../../engine/engine.ts';
import type { Clock } from '../../runtime/clock.ts';
import { isFailure } from '../../runtime/failure.ts';
import { startPatience } from '../../runtime/start-patience.ts';
import { edgeOf, throwIfInterrupted, type Swap } from '../swap.ts';
import { refuseEnded } from './refuse-ended.ts';

/** Between two times that the gate is tried, milliseconds: the edge answers in less than one. */
const AGAIN_MS = 25;
/** Between two times that the engine is asked whether there is anything to wait for, milliseconds. */
const LOOK_EVERY_MS = 250;

/**
 * Swings the gate as soon as the edge sees a replica of the new colour up; that is nearly always at once. What was made or
 * started for this deployment has just been seen ready, and is not waited for again. A warm standby just started by the
 * engine, as after a reboot, gets the time that it would have after any start; one that has run for long and does not
 * answer gets as much as the edge's checks need to notice that it does. What serves goes on meanwhile.
 * Resolves with the time of the map change, milliseconds; rejects with `ready.failed`, and the gate where it was.
 * `when` begins the message about containers that have ended.
 */
export async function swingWhenUp(swap: Swap, when: string): Promise<number> {
  const { deps, plan, config, report } = swap;
  const { clock } = deps;
  const waited = startPatience(clock, config.health.deadlineMs);
  let lookedAt = -Infinity;
  let limitMs = Infinity;
  for (;;) {
    try {
      return (await edgeOf(swap).session.switchTo(plan.toColour, { onlyIfUp: true })).mapMs;
    } catch (error) {
      if (plan.source !== 'warm' || !isFailure(error, 'ready.failed')) throw error;
      if (waited.isOver() || waited.waited() >= limitMs) throw error;
    }
    if (clock.ticks() - lookedAt >= LOOK_EVERY_MS) {
      const running = await refuseEnded(swap, 'ready.failed', when);
      if (limitMs === Infinity) {
        limitMs = timeToGetUp(clock, config.health, running);
        report({ kind: 'note', text: `waiting until the edge sees ${plan.toColour} up` });
      }
      lookedAt = clock.ticks();
    }
    await clock.sleep(AGAIN_MS, swap.signal).catch(() => throwIfInterrupted(swap));
  }
}

/** Milliseconds from now. The engine's clock may be another than ours; that can make it no longer than `health.deadline`. */
function timeToGetUp(clock: Clock, health: HealthConfig, running: readonly ContainerState[]): number {
  const checksMs = health.rise * health.intervalMs + health.timeoutMs;
  const youngestMs = Math.min(...running.map(({ startedAt = 0 }) => clock.now() - startedAt));
  return Math.max(checksMs, Math.min(health.deadlineMs, health.deadlineMs - youngestMs));
}
