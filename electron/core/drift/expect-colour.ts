import type { Berth } from '../../../shared/model/berth.ts';
import { COLOURS, type Colour } from '../../../shared/model/colour.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import { networkName } from '../deployments/planning/engine-names.ts';
import { subnetOf } from '../deployments/steps/ensure-network.ts';
import { replicaAddress } from '../deployments/planning/plan-addresses.ts';
import { replicaSpec } from '../deployments/planning/replica-spec.ts';
import type { ContainerSpec } from '../engine/container-spec.ts';
import type { DriftDeps } from './drift-deps.ts';
import type { ExpectedColour } from './drift-input.ts';
import type { HostView } from './view-host.ts';

/** The colours of a berth as they were recorded; their secrets are looked up later, if at all. */
export function expectColours(
  deps: Pick<DriftDeps, 'stores'>,
  view: Pick<HostView, 'host' | 'networks'>,
  berth: Berth,
  serving: Deployment,
): readonly ExpectedColour[] {
  return COLOURS.flatMap((colour) => {
    const moored = berth[colour];
    const deployment = moored && deps.stores.deployments.get(moored.deployment);
    if (moored === undefined || deployment === undefined) return [];
    const specs = specsOf(deps, view, berth, colour, deployment);
    if (specs === undefined) return [];
    return [
      {
        colour,
        state: colour === berth.active ? 'serving' : moored.state === 'stopped' ? 'stopped' : 'warm',
        replaced: colour !== berth.active && serving.kind === 'heal',
        version: deployment.version,
        deployment: deployment.id,
        since: deployment.startedAt,
        replicas: specs.map((spec, index) => ({ replica: index + 1, spec })),
        variables: deployment.config.environment,
        secrets: new Map(),
      } satisfies ExpectedColour,
    ];
  });
}

function specsOf(
  { stores }: Pick<DriftDeps, 'stores'>,
  { host, networks }: Pick<HostView, 'host' | 'networks'>,
  { environment, slot }: Berth,
  colour: Colour,
  deployment: Deployment,
): readonly ContainerSpec[] | undefined {
  const release = stores.releases.get(deployment.release);
  if (release === undefined) return undefined;
  const name = networkName(environment);
  const network = networks.get(name);
  return Array.from({ length: deployment.config.replicas }, (_, index) =>
    replicaSpec({
      config: deployment.config,
      release,
      image: stores.releases.engineId(release.id, host.id) ?? '',
      environment,
      host: host.name,
      colour,
      replica: index + 1,
      deployment: deployment.id,
      network: name,
      address: network === undefined ? '' : replicaAddress(subnetOf(network), slot, colour, index + 1),
      owner: deployment.by,
      // Compared apart: what a secret is now does not belong into a record.
      variables: new Map(),
    }),
  );
}
