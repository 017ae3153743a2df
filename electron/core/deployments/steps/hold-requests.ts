import { Failure } from '../../runtime/failure.ts';
import { awaitQuiet } from './await-quiet.ts';
import { edgeOf, oldColour, type Swap } from '../swap.ts';

/** Beyond what starting may take, so that the edge does not give up a request just before it would be answered. */
const HOLD_MARGIN_MS = 5_000;

/** How long a probe may take before requests are held, milliseconds. */
const FIRST_PROBE_LIMIT_MS = 2_000;

/** New requests wait inside the edge from here until the new colour is switched on. */
export async function holdRequests(swap: Swap): Promise<string | undefined> {
  const { config, serving } = swap;
  const from = oldColour(swap);
  if (from === undefined) throw new Failure('internal', 'there is nothing to hold requests for');
  const stopping = serving?.config.stopGraceMs ?? config.stopGraceMs;
  const { session, prober, spec } = edgeOf(swap);
  // It finds its way to the edge with its first probe; a request that waits there would look like no way at all.
  if (spec.mode === 'http')
    await prober.once(AbortSignal.timeout(FIRST_PROBE_LIMIT_MS)).catch(() => undefined);
  prober.announceInterruption(true);
  swap.found.interruptedSince = swap.deps.clock.ticks();
  await session.hold(from, stopping + config.health.deadlineMs + HOLD_MARGIN_MS);
  // A TCP connection tells nothing of what is under way in it, and may stay for days.
  if (spec.mode === 'http') await awaitQuiet(session, from, swap.deps.clock);
  return undefined;
}

/**
 * Stops the old colour: it finishes what it is answering, within its grace time, and lets go of its volumes. First of all
 * its restart policy goes: an engine that starts again in the middle of it must not start two that write to one volume.
 */
export async function stopOldColour(swap: Swap): Promise<string | undefined> {
  const { engine, observed, serving, config } = swap;
  const from = oldColour(swap);
  const running = from === undefined ? [] : observed.colours[from].filter((replica) => replica.running);
  const grace = serving?.config.stopGraceMs ?? config.stopGraceMs;
  // Where connections are passed on as they are, one that stays open outlives nothing; requests are still answered in the grace time.
  if (from !== undefined && serving?.config.mode === 'tcp')
    swap.found.connectionsCut = await edgeOf(swap).session.openConnections(from);
  await Promise.all(
    running.map(async ({ id }) => {
      await engine.containers.setRestartPolicy(id, 'no');
      await engine.containers.stop(id, grace);
    }),
  );
  return undefined;
}
