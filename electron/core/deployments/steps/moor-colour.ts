import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Colour } from '../../../../shared/model/colour.ts';
import type { Mooring } from '../../edge/edge.ts';
import { Failure } from '../../runtime/failure.ts';
import { subnetOf } from './ensure-network.ts';
import { replicaAddress } from '../planning/plan-addresses.ts';
import { locate } from './locate-berth.ts';
import { edgeOf, type Swap } from '../swap.ts';

/** Tells the edge where the new colour's replicas are, just started, health checks on. It gets no traffic by that. */
export async function moorNewColour(swap: Swap): Promise<void> {
  const mooring = await mooringOf(swap, swap.plan.toColour);
  // What the edge saw at these addresses was a standby before it was stopped, or one that somebody removed since.
  await edgeOf(swap).session.moor({ ...mooring, restarted: true });
}

/** What the edge must know of a colour: the new one's from this deployment's configuration, the old one's from its own. */
export async function mooringOf(swap: Swap, colour: Colour): Promise<Mooring> {
  const { network, slot } = await locate(swap);
  const config = colour === swap.plan.toColour ? swap.config : swap.serving?.config;
  if (config === undefined) throw new Failure('internal', `nothing is known of what serves as ${colour}`);
  return describeMooring(subnetOf(network), slot, colour, config);
}

/** Pure: addresses follow from subnet, slot and colour. */
export function describeMooring(
  subnet: string,
  slot: number,
  colour: Colour,
  config: PlacementConfig,
): Mooring {
  const { port } = config;
  if (port === undefined) throw new Failure('internal', 'the port of the placement was not resolved');
  return {
    colour,
    health: config.health,
    replicas: Array.from({ length: config.replicas }, (_, index) => ({
      replica: index + 1,
      address: replicaAddress(subnet, slot, colour, index + 1),
      port,
    })),
  };
}
