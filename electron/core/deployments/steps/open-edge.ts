import type { EdgeSpec } from '../../edge/edge.ts';
import { Failure } from '../../runtime/failure.ts';
import { runningEdge } from './specify-edge.ts';
import type { OpenEdge, Swap } from '../swap.ts';

/** How often a swap sends a probe through the edge. */
export const PROBE_INTERVAL_MS = 100;

/** Begins the conversation with the edge and, when something already serves, the probing. */
export async function openEdge(swap: Swap): Promise<void> {
  if (swap.found.edge === undefined) {
    const { serving, observed } = swap;
    if (observed.edge === undefined) throw new Failure('internal', 'the plan left out the edge');
    // Somebody may have stopped it: its restart policy does nothing then.
    if (observed.edge.state !== 'running') await swap.engine.containers.start(observed.edge.id);
    const spec = await runningEdge(swap, observed.edge.image, serving?.config ?? swap.config);
    swap.found.edge = await open(swap, observed.edge.id, spec);
  }
  if (swap.plan.fromColour !== undefined) swap.found.edge.prober.start(PROBE_INTERVAL_MS);
}

export async function open(swap: Swap, containerId: string, spec: EdgeSpec): Promise<OpenEdge> {
  const { deps, engine, host, found } = swap;
  const earlier = found.earlierProbes;
  const session = await deps.edges.session(engine, containerId, spec);
  const prober = deps.edges.prober(engine, {
    spec,
    host,
    containerId,
    session,
    healthPath: swap.config.health.path,
    onCounts: ({ sent, failed }) =>
      swap.report({
        kind: 'probes',
        sent: sent + (earlier?.probes ?? 0),
        failed: failed + (earlier?.failures ?? 0),
      }),
  });
  return { containerId, spec, session, prober };
}
