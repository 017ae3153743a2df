import { setTimeout as delay } from 'node:timers/promises';

/**
 * Two clocks. `now` is the wall clock in milliseconds since 1970 and may jump; it is written into history and compared
 * with other machines, never subtracted to get a duration. `ticks` is monotonic, in milliseconds, and only good for
 * durations within this process.
 */
export interface Clock {
  now(): number;
  ticks(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
