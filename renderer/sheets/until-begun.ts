import type { ErrorReply } from '../../shared/contract/errors.ts';
import type { HouseStore } from '../store/create-house-store.ts';
import type { HouseState } from '../store/house-state.ts';
import { watchedOperations } from './watched-operations.ts';

/** An operation that the window has not heard of after so long is not waited for. */
const HEARD_WITHIN_MS = 500;

/**
 * Waits until an operation that is to deploy something has begun, or never will: what forbids it is found out when it has the
 * lock. Whoever gives up waiting by `signal` leaves it going on, and to others to tell of.
 * @returns why it did not begin; `begun`: it has, or is not heard of any more, and its card tells what becomes of it
 */
export function untilBegun(
  house: HouseStore,
  operation: string,
  signal: AbortSignal,
): Promise<ErrorReply | 'begun' | 'left'> {
  if (signal.aborted) return Promise.resolve('left');
  watchedOperations.add(operation);
  return new Promise((resolve) => {
    let heard = false;
    const settle = (outcome: ErrorReply | 'begun' | 'left'): void => {
      unsubscribe();
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      watchedOperations.delete(operation);
      resolve(outcome);
    };
    const look = (): void => {
      const fate = fateOf(house.getState(), operation);
      // It may have begun, ended and been forgotten while the way to it was lost.
      if (fate === 'begun' || (fate === 'unknown' && heard)) settle('begun');
      else if (typeof fate === 'object') settle(fate);
      heard ||= fate === 'waiting';
    };
    const onAbort = (): void => settle('left');
    const unsubscribe = house.subscribe(look);
    const timer = setTimeout(() => {
      if (fateOf(house.getState(), operation) === 'unknown') settle('begun');
    }, HEARD_WITHIN_MS);
    signal.addEventListener('abort', onAbort);
    look();
  });
}

type Fate = 'waiting' | 'begun' | 'unknown' | ErrorReply;

function fateOf({ operations, live, ended }: HouseState, id: string): Fate {
  const performed = [...Object.values(live), ...Object.values(ended)].some(
    ({ operation }) => operation === id,
  );
  if (performed) return 'begun';
  const operation = operations[id];
  if (operation === undefined) return 'unknown';
  if (operation.state === 'running') return 'waiting';
  const { error } = operation;
  // One that began and went wrong names its deployment.
  return error === undefined || error.details['deployment'] !== undefined ? 'begun' : error;
}
