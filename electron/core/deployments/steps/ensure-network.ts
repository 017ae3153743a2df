import type { Host } from '../../../../shared/model/host.ts';
import type { EngineNetwork } from '../../engine/engine-network.ts';
import type { Engine } from '../../engine/engine.ts';
import { LABEL } from '../../engine/labels.ts';
import { Failure, isFailure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { networkName, ownLabels } from '../planning/engine-names.ts';
import { candidateSubnets, freeSlot, slotOfAddress } from '../planning/plan-addresses.ts';

/** The environment's network on a host, made when it is not there: with an explicit subnet, since only then are fixed addresses allowed. */
export async function ensureNetwork(
  deps: DeploymentDeps,
  engine: Engine,
  host: Host,
  environment: string,
  deployment: string,
): Promise<EngineNetwork> {
  const name = networkName(environment);
  const present = await engine.networks.inspect(name);
  if (present !== undefined) return ourNetwork(present, host);
  const used = (await engine.networks.list()).flatMap((network) => network.subnets);
  const labels = {
    ...ownLabels({
      owner: deps.owner,
      role: 'network',
      host: host.name,
      environment,
      ...(deps.runLabel === undefined ? {} : { run: deps.runLabel }),
    }),
    [LABEL.deployment]: deployment,
  };
  let attempts = 0;
  for (const subnet of candidateSubnets(used)) {
    try {
      return await engine.networks.create({ name, subnet, labels });
    } catch (error) {
      // Another deployment into this environment was faster: its network is as good.
      if (isFailure(error, 'name.taken')) return ensureNetwork(deps, engine, host, environment, deployment);
      // The engine also refuses subnets that a route of its machine covers; those are not in its own list.
      attempts += 1;
      if (!isFailure(error, 'address.exhausted') || attempts === 64) throw error;
    }
  }
  throw new Failure(
    'address.exhausted',
    `No free subnet for ${name} was found on ${host.name} in 10.192.0.0/10.`,
  );
}

/** Subnet of a network that we made. */
export function subnetOf(network: EngineNetwork): string {
  const subnet = network.subnets.find((cidr) => cidr.includes('.'));
  if (subnet === undefined) throw new Failure('internal', `network ${network.name} has no IPv4 subnet`);
  return subnet;
}

/** The block of addresses of a berth: the recorded one, or the lowest that neither the history nor the engine uses. */
export function takeSlot(
  deps: DeploymentDeps,
  network: EngineNetwork,
  place: { readonly app: string; readonly environment: string; readonly host: string },
): number {
  return deps.stores.transaction(() => {
    const recorded = deps.stores.berths.get(place.app, place.environment, place.host);
    if (recorded !== undefined) return recorded.slot;
    const subnet = subnetOf(network);
    const taken = new Set(
      deps.stores.berths
        .list({ environment: place.environment, host: place.host })
        .map((berth) => berth.slot),
    );
    for (const address of Object.values(network.addresses)) {
      const slot = slotOfAddress(subnet, address);
      if (slot !== undefined) taken.add(slot);
    }
    const slot = freeSlot(taken, place.environment);
    deps.stores.berths.put({ ...place, slot, held: false });
    return slot;
  });
}

function ourNetwork(network: EngineNetwork, host: Host): EngineNetwork {
  if (network.labels[LABEL.version] !== undefined) return network;
  throw new Failure(
    'name.taken',
    `Network ${network.name} exists on ${host.name} and was not made by Twinberth; it stays untouched. Rename or remove it, then deploy again.`,
    { network: network.id },
  );
}
