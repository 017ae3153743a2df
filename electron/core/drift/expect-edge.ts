import type { Berth } from '../../../shared/model/berth.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import { buildEdgeSpec } from '../deployments/planning/build-edge-spec.ts';
import { networkName } from '../deployments/planning/engine-names.ts';
import { subnetOf } from '../deployments/steps/ensure-network.ts';
import { describeMooring } from '../deployments/steps/moor-colour.ts';
import { edgeAddress } from '../deployments/planning/plan-addresses.ts';
import type { EdgeSpec } from '../edge/edge.ts';
import { edgeContainerSpec } from '../edge/edge-spec.ts';
import { renderEdgeConfig } from '../edge/render-edge-config.ts';
import type { EngineNetwork } from '../engine/engine-network.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import type { ExpectedEdge } from './drift-input.ts';

/**
 * The edge as it was recorded. Its image is taken from the edge itself: only its reference is recorded, and what that names
 * may have moved on. Where the network is gone there are no addresses to compare.
 */
export function expectEdge(
  berth: Berth,
  active: Colour,
  serving: Deployment,
  network: EngineNetwork | undefined,
  edge: Pick<ContainerSummary, 'image' | 'labels'> | undefined,
  specHash: (spec: EdgeSpec) => string,
): ExpectedEdge {
  const subnet = network && subnetOf(network);
  const spec = buildEdgeSpec({
    app: berth.app,
    environment: berth.environment,
    config: serving.config,
    image: edge?.image ?? '',
    address: subnet === undefined ? '' : edgeAddress(subnet, berth.slot),
  });
  const wanted = edgeContainerSpec(spec, {});
  return {
    spec: subnet === undefined ? { ...wanted, network: { name: networkName(berth.environment) } } : wanted,
    specHash: subnet === undefined ? (edge?.labels[LABEL.specHash] ?? '') : specHash(spec),
    appPort: spec.port,
    configuration: renderEdgeConfig(spec),
    servers:
      subnet === undefined
        ? []
        : describeMooring(subnet, berth.slot, active, serving.config).replicas.map(
            ({ replica, address }) => ({ replica, address }),
          ),
  };
}
