import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Berth } from '../../../shared/model/berth.ts';
import type { EdgeSession } from '../edge/edge.ts';
import type { Engine } from '../engine/engine.ts';
import { Failure } from '../runtime/failure.ts';
import { buildEdgeSpec } from './build-edge-spec.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import { networkName } from './engine-names.ts';
import { subnetOf } from './ensure-network.ts';
import type { ObservedBerth } from './observe-berth.ts';
import { edgeAddress } from './plan-addresses.ts';

/** A session with the edge of a berth outside of any deployment, from what is recorded of it. `edge.failed` when it is gone. */
export async function openRecordedEdge(
  deps: DeploymentDeps,
  engine: Engine,
  observed: ObservedBerth,
  recorded: { readonly berth: Berth; readonly config: PlacementConfig },
): Promise<EdgeSession> {
  const { app, environment, slot } = recorded.berth;
  const network = await engine.networks.inspect(networkName(environment));
  if (observed.edge === undefined || network === undefined) {
    throw new Failure(
      'edge.failed',
      `The edge of ${app} in ${environment} is gone. The next deployment makes it again.`,
    );
  }
  const spec = buildEdgeSpec({
    app,
    environment,
    config: recorded.config,
    image: observed.edge.image,
    address: edgeAddress(subnetOf(network), slot),
  });
  return deps.edges.session(engine, observed.edge.id, spec);
}
