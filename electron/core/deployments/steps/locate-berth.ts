import { ensureNetwork, takeSlot } from './ensure-network.ts';
import { subjectOf, type Swap } from '../swap.ts';

/** Network and slot, looked up once per swap. */
export async function locate(
  swap: Swap,
): Promise<{ readonly network: NonNullable<Swap['found']['network']>; readonly slot: number }> {
  const { deps, engine, host, deployment, found } = swap;
  found.network ??= await ensureNetwork(deps, engine, host, deployment.environment, deployment.id);
  found.slot ??= takeSlot(deps, found.network, subjectOf(swap));
  return { network: found.network, slot: found.slot };
}
