import { moorNewColour } from './moor-colour.ts';
import type { Swap } from '../swap.ts';

/**
 * Starts the new colour's containers, and has the edge look for them. Their restart policy is off until they
 * are ready: a container that dies now must stay dead, with its exit code and output, instead of being started again.
 */
export async function startColour(swap: Swap): Promise<string | undefined> {
  const { engine, found, plan, observed } = swap;
  if (plan.source === 'start') {
    found.replicas = observed.colours[plan.toColour];
    await Promise.all(found.replicas.map((replica) => engine.containers.setRestartPolicy(replica.id, 'no')));
  }
  await Promise.all(found.replicas.map((replica) => engine.containers.start(replica.id)));
  // Not earlier: a check of an address that nobody has yet waits a second for an answer before it is made again.
  await moorNewColour(swap);
  return undefined;
}
