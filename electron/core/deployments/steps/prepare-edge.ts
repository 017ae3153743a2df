import { edgeName } from '../../edge/edge-spec.ts';
import { subnetOf } from './ensure-network.ts';
import { locate } from './locate-berth.ts';
import { mooringOf } from './moor-colour.ts';
import { open, openEdge } from './open-edge.ts';
import { edgeAddress } from '../planning/plan-addresses.ts';
import { replaceEdge } from './replace-edge.ts';
import { wantedEdge } from './specify-edge.ts';
import type { Swap } from '../swap.ts';

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
  return spec.publish === undefined ? edgeName(spec) : `port ${spec.publish.port}`;
}
