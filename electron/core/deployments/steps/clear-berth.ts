import { drainColour } from './drain-colour.ts';
import { edgeOf, type Swap } from '../swap.ts';

/** Empties the berth that the new colour is to take. What still answers there is given the drain time of its own configuration. */
export async function clearBerth(swap: Swap): Promise<string | undefined> {
  const { deps, engine, plan, deployment, observed } = swap;
  const colour = plan.toColour;
  const left = observed.colours[colour];
  const { session } = edgeOf(swap);
  const moored = deps.stores.berths.get(deployment.app, deployment.environment, swap.host.id)?.[colour];
  const last = moored === undefined ? undefined : deps.stores.deployments.get(moored.deployment);
  const running = left.filter((replica) => replica.running);
  const cut =
    running.length === 0 ? 0 : await drainColour(swap, session, colour, running, last?.config ?? swap.config);
  await session.unmoor(colour);
  const strays = observed.strays ?? [];
  await Promise.all([...left, ...strays].map(({ id }) => engine.containers.remove(id)));
  return cut === 0
    ? undefined
    : `${cut === 1 ? '1 connection' : `${cut} connections`} still open after the drain time ${cut === 1 ? 'was' : 'were'} cut`;
}
