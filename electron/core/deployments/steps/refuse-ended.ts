import type { ContainerState } from '../../engine/engine.ts';
import { Failure } from '../../runtime/failure.ts';
import type { Swap } from '../swap.ts';
import { howItEnded } from './how-it-ended.ts';

/**
 * What has ended will not answer however long it is asked, and every moment of asking is one without an answer for clients.
 * Rejects with `code` when no replica of the colour that gets the gate runs; resolves with what the engine says of those
 * that do. `when` begins the message: "After the switch".
 */
export async function refuseEnded(
  { engine, found, observed, plan }: Swap,
  code: 'ready.failed' | 'switch.failed',
  when: string,
): Promise<readonly ContainerState[]> {
  const replicas = found.replicas.length > 0 ? found.replicas : observed.colours[plan.toColour];
  const states = await Promise.all(replicas.map(({ id }) => engine.containers.inspect(id)));
  const running = states.flatMap((state) => (state?.running === true ? [state] : []));
  if (running.length > 0) return running;
  const name = replicas[0]?.name ?? 'it';
  throw new Failure(
    code,
    `${when} no replica of ${plan.toColour} ran any more: ${name} ${howItEnded(states[0])}.`,
  );
}
