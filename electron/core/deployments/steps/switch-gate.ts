import { Failure, toFailure } from '../../runtime/failure.ts';
import { startPatience } from '../../runtime/start-patience.ts';
import { replacesEdgeAtSwitch } from '../planning/plan-steps.ts';
import { PROBE_INTERVAL_MS } from './open-edge.ts';
import { replaceEdge } from './replace-edge.ts';
import { edgeOf, type Swap } from '../swap.ts';

/** How long the new colour has to be seen through the published port once the gate has swung. */
const VERIFY_MS = 5_000;

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
  const switchMs = replacesEdgeAtSwitch(plan)
    ? await replaceEdge(swap, plan.toColour)
    : (await edgeOf(swap).session.switchTo(plan.toColour)).mapMs;
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

async function verify(swap: Swap): Promise<void> {
  const { clock } = swap.deps;
  const { prober } = edgeOf(swap);
  const patience = startPatience(clock, VERIFY_MS);
  for (;;) {
    const result = await prober.once(swap.signal);
    if (result.ok && result.servedBy === swap.plan.toColour) return;
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
