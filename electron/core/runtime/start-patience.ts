import type { Clock } from './clock.ts';

/** A wait that has a limit, looked at again and again. */
export interface Patience {
  /** Whether the limit is used up. Counts what has passed since the last call, so it is asked once in each turn. */
  isOver(): boolean;
  /** What is left of the limit as of the last call, milliseconds, never below 0. */
  left(): number;
  /** What counted until the last call, milliseconds. */
  waited(): number;
}

/**
 * Between two looks of a loop that pauses for milliseconds and asks an engine or an edge nothing that takes long. When more
 * than this has passed, in milliseconds, the machine was asleep: some systems count that into their monotonic clock.
 */
export const LEAP_MS = 10_000;

/**
 * A limit of `limitMs` milliseconds that a sleeping machine does not use up: nobody looked, and nothing could get ready,
 * while it slept. However long a leap was, a quarter of the limit is all that has been waited after the first one, so what
 * is waited for is looked at again after waking, for most of its time. A machine that is only slow has leaps all the time;
 * each further one counts another quarter, so that every wait ends.
 */
export function startPatience(clock: Pick<Clock, 'ticks'>, limitMs: number): Patience {
  let lookedAt = clock.ticks();
  let waited = 0;
  let leaps = 0;
  return {
    isOver: () => {
      const now = clock.ticks();
      const passed = now - lookedAt;
      lookedAt = now;
      waited += passed;
      if (passed > LEAP_MS) {
        leaps += 1;
        waited = Math.min(waited, (limitMs * leaps) / 4);
      }
      return waited >= limitMs;
    },
    left: () => Math.max(0, limitMs - waited),
    waited: () => waited,
  };
}
