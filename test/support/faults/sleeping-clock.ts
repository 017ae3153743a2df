import type { Stores } from '../../../electron/core/db/stores.ts';
import { systemClock, type Clock } from '../../../electron/core/runtime/clock.ts';
import { strikeAt, type JournalPoint } from './journal-point.ts';

/** What is different about a machine that has slept. */
export interface Sleep {
  /** For how long, milliseconds. */
  readonly ms: number;
  /** Whether the monotonic clock goes on meanwhile, as it does on some systems. */
  readonly ticks: boolean;
  /** Called when it has woken up, before anything else runs. */
  readonly woken?: () => void;
}

/**
 * The clock of a machine that falls asleep as the point of the journal is reached, and once more in the first pause after
 * it: a loop that waits has read the time by then. `slept` tells how often it has.
 */
export function sleepAt(
  point: JournalPoint,
  sleep: Sleep,
): { readonly clock: Clock; readonly wrapStores: (stores: Stores) => Stores; readonly slept: () => number } {
  let naps = 0;
  let tired = false;
  const nap = (): void => {
    naps += 1;
    sleep.woken?.();
  };
  return {
    clock: {
      now: () => systemClock.now() + naps * sleep.ms,
      ticks: () => systemClock.ticks() + (sleep.ticks ? naps * sleep.ms : 0),
      sleep: async (ms, signal) => {
        await systemClock.sleep(ms, signal);
        if (!tired) return;
        tired = false;
        nap();
      },
    },
    wrapStores: strikeAt(point, () => {
      tired = true;
      nap();
    }),
    slept: () => naps,
  };
}
