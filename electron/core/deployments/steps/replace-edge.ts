import type { Colour } from '../../../../shared/model/colour.ts';
import { mooringOf } from './moor-colour.ts';
import { open, PROBE_INTERVAL_MS } from './open-edge.ts';
import { wantedEdge } from './specify-edge.ts';
import { edgeOf, type Swap } from '../swap.ts';

/**
 * Another edge in place of the running one, its gate open to `gate` from its first moment. The only thing a deployment does
 * that refuses connections, hence announced by the plan and measured. If the new one cannot be had, because its port is
 * taken for instance, the old one is put back. Returns how long the gate was away, milliseconds.
 */
export async function replaceEdge(swap: Swap, gate: Colour): Promise<number> {
  const { deps, engine, host, plan, found } = swap;
  const old = edgeOf(swap);
  const spec = await wantedEdge(swap);
  const colours = plan.fromColour === undefined ? [plan.toColour] : [plan.fromColour, plan.toColour];
  const moorings = await Promise.all(colours.map((colour) => mooringOf(swap, colour)));
  old.prober.announceInterruption(true);
  const begun = deps.clock.ticks();
  found.interruptedSince ??= begun;
  await deps.edges.remove(engine, spec, old.containerId, false);
  try {
    const containerId = await deps.edges.create(engine, { spec, host, moorings, gate });
    found.earlierProbes = await old.prober.stop();
    found.edge = await open(swap, containerId, spec);
  } catch (error) {
    const before = plan.fromColour ?? 'none';
    const containerId = await deps.edges.create(engine, { spec: old.spec, host, moorings, gate: before });
    found.edge = { ...old, ...(await open(swap, containerId, old.spec)), prober: old.prober };
    throw error;
  }
  if (plan.fromColour !== undefined) {
    found.edge.prober.announceInterruption(true);
    found.edge.prober.start(PROBE_INTERVAL_MS);
  }
  return deps.clock.ticks() - begun;
}
