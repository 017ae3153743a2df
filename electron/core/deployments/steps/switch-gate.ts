import type { ProbeResult } from '../../edge/prober.ts';
import { Failure, toFailure } from '../../runtime/failure.ts';
import { startPatience } from '../../runtime/start-patience.ts';
import { replacesEdgeAtSwitch } from '../planning/plan-steps.ts';
import { PROBE_INTERVAL_MS } from './open-edge.ts';
import { refuseEnded } from './refuse-ended.ts';
import { replaceEdge } from './replace-edge.ts';
import { swingWhenUp } from './swing-when-up.ts';
import { edgeOf, type Swap } from '../swap.ts';

/** How long the new colour has to be seen through the published port once the gate has swung. */
const VERIFY_MS = 5_000;
/** How often it is looked at whether the new colour still runs while a request through the port waits, milliseconds. */
const LOOK_EVERY_MS = 250;
/** From ready to the switch takes a few milliseconds; no engine is away and back so soon. */
const UNSEEN_MS = 300;
const BEFORE = 'Just before the switch';
const AFTER = 'After the switch';

/**
 * The gate swings: file, running process, read back (all in the edge session), and then a client's view of it: a request
 * through the published port must be answered by the new colour. Only then do its containers get their restart policy:
 * the engine takes longer for that than all of the rest, and it matters only once the switch is committed.
 */
export async function switchGate(swap: Swap): Promise<string | undefined> {
  const note = await swing(swap);
  await restartFromNowOn(swap);
  return note;
}

async function swing(swap: Swap): Promise<string> {
  const { deps, plan, found } = swap;
  // Whatever took so long, the engine may have been started anew meanwhile, and the edge not have seen yet that they are gone.
  const unseenMs = deps.clock.ticks() - (found.runningAt ?? -Infinity);
  if (plan.source !== 'warm' && unseenMs > UNSEEN_MS) await refuseEnded(swap, 'ready.failed', BEFORE);
  const switchMs = replacesEdgeAtSwitch(plan)
    ? await replaceEdge(swap, plan.toColour)
    : await swingWhenUp(swap, BEFORE);
  found.switchMs = switchMs;
  await verify(swap);
  found.untilServingMs = deps.clock.ticks() - swap.startedTicks;
  const { prober, session } = edgeOf(swap);
  prober.announceInterruption(false);
  if (plan.steps.some((step) => step.name === 'bake')) {
    found.trafficAtSwitch = (await session.state()).traffic[plan.toColour];
  }
  if (found.interruptedSince !== undefined) {
    found.interruptionMs = deps.clock.ticks() - found.interruptedSince;
  }
  if (plan.fromColour === undefined) prober.start(PROBE_INTERVAL_MS);
  return `map change ${switchMs.toFixed(1)} ms`;
}

/** Containers that were started for this deployment; a warm standby has kept its policy. */
async function restartFromNowOn({ plan, found, engine }: Swap): Promise<void> {
  if (plan.source === 'warm') return;
  await Promise.all(
    found.replicas.map((replica) => engine.containers.setRestartPolicy(replica.id, 'always')),
  );
}

/** The edge tries for seconds to connect to what has ended before it says so. */
async function probeUnlessEnded(swap: Swap): Promise<ProbeResult> {
  const { deps, signal } = swap;
  const probed = new AbortController();
  const asked = edgeOf(swap)
    .prober.once(signal)
    .finally(() => probed.abort());
  try {
    for (;;) {
      const paused = deps.clock.sleep(LOOK_EVERY_MS, probed.signal).catch(() => undefined);
      const result = await Promise.race([asked, paused]);
      if (result !== undefined) return result;
      if (!probed.signal.aborted) await refuseEnded(swap, 'switch.failed', AFTER);
    }
  } finally {
    asked.catch(() => undefined);
  }
}

async function verify(swap: Swap): Promise<void> {
  const { clock } = swap.deps;
  const patience = startPatience(clock, VERIFY_MS);
  for (;;) {
    const result = await probeUnlessEnded(swap);
    if (result.ok && result.servedBy === swap.plan.toColour) return;
    await refuseEnded(swap, 'switch.failed', AFTER);
    if (patience.isOver()) {
      const saw = result.ok ? `it was answered by ${result.servedBy ?? 'something else'}` : result.reason;
      throw new Failure(
        'switch.failed',
        `After the switch a request through the edge was not answered by ${swap.plan.toColour}: ${saw}.`,
      );
    }
    await clock.sleep(20, swap.signal).catch((error: unknown) => {
      throw swap.signal.aborted
        ? new Failure('interrupted', 'The deployment was interrupted.')
        : toFailure(error);
    });
  }
}
