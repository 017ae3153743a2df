import { edgeName } from './engine-names.ts';
import { buildEdgeSpec } from './build-edge-spec.ts';
import { ensureNetwork, subnetOf, takeSlot } from './ensure-network.ts';
import { mooringOf } from './moor-colour.ts';
import { edgeAddress } from './plan-addresses.ts';
import { replaceEdge } from './replace-edge.ts';
import { resolveEdgeImage } from './resolve-edge-image.ts';
import { subjectOf, type OpenEdge, type Swap } from './swap.ts';
import type { EdgeSpec } from '../edge/edge.ts';
import { Failure } from '../runtime/failure.ts';

/** How often a swap sends a probe through the edge. */
export const PROBE_INTERVAL_MS = 100;

/** The environment's network exists, and this berth has its block of addresses in it. */
export async function prepareNetwork(swap: Swap): Promise<string | undefined> {
  const { network, slot } = await locate(swap);
  return `${network.name}, ${edgeAddress(subnetOf(network), slot)}`;
}

/** A first edge, one in another mode, or one in place of an edge that was removed behind our back: with what was serving, if anything was. */
export async function prepareEdge(swap: Swap): Promise<string | undefined> {
  const { deps, engine, host, plan, observed } = swap;
  const active = plan.fromColour;
  if (observed.edge !== undefined) {
    await openEdge(swap);
    await replaceEdge(swap, active ?? plan.toColour);
    return 'replaced';
  }
  const spec = await wantedEdge(swap);
  const colours = active === undefined ? [] : [active];
  // Nothing else tells the new edge of a standby that runs: its gate is all that moves.
  if (plan.source === 'warm') colours.push(plan.toColour);
  const containerId = await deps.edges.create(engine, {
    spec,
    host,
    moorings: await Promise.all(colours.map((colour) => mooringOf(swap, colour))),
    gate: active ?? 'none',
  });
  swap.found.edge = await open(swap, containerId, spec);
  return spec.publish === undefined ? edgeName(spec.app, spec.environment) : `port ${spec.publish.port}`;
}

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

/** The edge that this deployment's configuration asks for. */
export async function wantedEdge(swap: Swap): Promise<EdgeSpec> {
  const { engine, serving, observed } = swap;
  const running =
    observed.edge === undefined || serving === undefined
      ? undefined
      : { reference: serving.config.edge.image, image: observed.edge.image };
  swap.found.edgeImage ??= await resolveEdgeImage(engine, swap.config.edge.image, running, {
    signal: swap.signal,
    onProgress: ({ text }) => swap.report({ kind: 'note', text }),
  });
  return runningEdge(swap, swap.found.edgeImage, swap.config);
}

export async function open(swap: Swap, containerId: string, spec: EdgeSpec): Promise<OpenEdge> {
  const { deps, engine, host } = swap;
  const session = await deps.edges.session(engine, containerId, spec);
  const prober = deps.edges.prober(engine, {
    spec,
    host,
    containerId,
    session,
    healthPath: swap.config.health.path,
  });
  return { containerId, spec, session, prober };
}

/** Network and slot, looked up once per swap. */
export async function locate(
  swap: Swap,
): Promise<{ readonly network: NonNullable<Swap['found']['network']>; readonly slot: number }> {
  const { deps, engine, host, deployment, found } = swap;
  found.network ??= await ensureNetwork(deps, engine, host, deployment.environment, deployment.id);
  found.slot ??= takeSlot(deps, found.network, subjectOf(swap));
  return { network: found.network, slot: found.slot };
}

async function runningEdge(swap: Swap, image: string, config: Swap['config']): Promise<EdgeSpec> {
  const { network, slot } = await locate(swap);
  return buildEdgeSpec({
    app: swap.deployment.app,
    environment: swap.deployment.environment,
    config,
    image,
    address: edgeAddress(subnetOf(network), slot),
  });
}
