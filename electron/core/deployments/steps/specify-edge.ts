import type { EdgeSpec } from '../../edge/edge.ts';
import { buildEdgeSpec } from '../planning/build-edge-spec.ts';
import { subnetOf } from './ensure-network.ts';
import { locate } from './locate-berth.ts';
import { edgeAddress } from '../planning/plan-addresses.ts';
import { resolveEdgeImage } from './resolve-edge-image.ts';
import type { Swap } from '../swap.ts';

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

/** The edge as it is with this image and configuration. */
export async function runningEdge(swap: Swap, image: string, config: Swap['config']): Promise<EdgeSpec> {
  const { network, slot } = await locate(swap);
  return buildEdgeSpec({
    app: swap.deployment.app,
    environment: swap.deployment.environment,
    config,
    image,
    address: edgeAddress(subnetOf(network), slot),
  });
}
