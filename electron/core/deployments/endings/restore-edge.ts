import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Berth } from '../../../../shared/model/berth.ts';
import type { Colour } from '../../../../shared/model/colour.ts';
import type { EdgeSession, EdgeSpec, Mooring } from '../../edge/edge.ts';
import { LABEL } from '../../engine/labels.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';
import { buildEdgeSpec } from '../planning/build-edge-spec.ts';
import { networkName } from '../planning/engine-names.ts';
import type { ObservedBerth } from '../planning/observe-berth.ts';
import { edgeAddress } from '../planning/plan-addresses.ts';
import { subnetOf } from '../steps/ensure-network.ts';
import { describeMooring } from '../steps/moor-colour.ts';
import { resolveEdgeImage } from '../steps/resolve-edge-image.ts';
import type { RestoreRequest } from './restore-request.ts';

/**
 * The recorded edge again, where the deployment that is undone had put its own in its place, which may have another port, or
 * was cut off when the one was gone and the other not there yet. Returns the session with it; undefined where the edge that
 * is there has nothing to do with that deployment's configuration.
 */
export async function restoreEdge(
  request: RestoreRequest,
  observed: ObservedBerth,
  berth: Berth & { readonly active: Colour },
): Promise<EdgeSession | undefined> {
  const { deps, engine, host, deployment } = request;
  const serving = servingDeployment(deps.stores, berth);
  const network = await engine.networks.inspect(networkName(berth.environment));
  if (serving === undefined || network === undefined) return undefined;
  const subnet = subnetOf(network);
  const specOf = (config: PlacementConfig, image: string): EdgeSpec =>
    buildEdgeSpec({ ...berth, config, image, address: edgeAddress(subnet, berth.slot) });
  const tried = deps.stores.deployments.get(deployment.id)?.config;
  const { edge } = observed;
  if (edge !== undefined) {
    const isOf = (config: PlacementConfig) =>
      edge.labels[LABEL.specHash] === deps.edges.specHash(specOf(config, edge.image));
    if (tried === undefined || isOf(serving.config) || !isOf(tried)) return undefined;
  }
  const { image: reference } = serving.config.edge;
  const running = edge && tried && { reference: tried.edge.image, image: edge.image };
  const image = await resolveEdgeImage(engine, reference, running, {});
  const spec = specOf(serving.config, image);
  request.announceInterruption?.();
  if (edge !== undefined) await deps.edges.remove(engine, spec, edge.id, false);
  const moorings = mooringsOf(request, berth, subnet);
  const containerId = await deps.edges.create(engine, { spec, host, moorings, gate: berth.active });
  return deps.edges.session(engine, containerId, spec);
}

/** Of what serves, and of a standby that runs. */
function mooringsOf({ deps }: RestoreRequest, berth: Berth, subnet: string): readonly Mooring[] {
  return (['blue', 'green'] as const).flatMap((colour) => {
    const moored = berth[colour];
    if (moored === undefined || moored.state === 'stopped') return [];
    const config = deps.stores.deployments.get(moored.deployment)?.config;
    return config === undefined ? [] : [describeMooring(subnet, berth.slot, colour, config)];
  });
}
