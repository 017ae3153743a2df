import type { ContainerSpec } from '../engine/container-spec.ts';
import type { ContainerState } from '../engine/engine.ts';
import type { Difference } from './found-drift.ts';

/** Whether a container is where the edge looks for it, and nowhere else. Pure. */
export function compareNetwork(
  { network }: ContainerSpec,
  { addresses }: ContainerState,
  healing: string,
): readonly Difference[] {
  if (network === undefined) return [];
  const others = Object.keys(addresses).filter((name) => name !== network.name);
  const address = addresses[network.name];
  const found: Difference[] = others.map((name) => ({
    id: `network ${name}`,
    kind: 'network',
    what: `it is in the network ${name} besides`,
    severity: 'warning',
    expected: network.name,
    observed: name,
    healing,
  }));
  if (address === undefined) {
    found.push({
      id: 'network',
      kind: 'network',
      what: `it is cut off from the network ${network.name}`,
      severity: 'serious',
      expected: `${network.name}${network.address === undefined ? '' : `, ${network.address}`}`,
      observed: others.length === 0 ? 'no network' : others.join(', '),
      healing,
    });
  } else if (network.address !== undefined && address !== network.address) {
    found.push({
      id: 'address',
      kind: 'network',
      what: 'it has another address than the one at which it is looked for',
      severity: 'serious',
      expected: network.address,
      observed: address,
      healing,
    });
  }
  return found;
}
