import { systemClock, type Clock } from '../../../electron/core/runtime/clock.ts';

/** A machine's clock that can be set ahead, as when a laptop has slept; every core of a machine has the same. */
export interface ShiftedClock extends Clock {
  /** Milliseconds ahead of the real one. */
  readonly shiftMs: number;
  shift(ms: number): void;
}

export function shiftedClock(initialMs = 0): ShiftedClock {
  let shiftMs = initialMs;
  return {
    ...systemClock,
    now: () => systemClock.now() + shiftMs,
    get shiftMs() {
      return shiftMs;
    },
    shift: (ms) => {
      shiftMs += ms;
    },
  };
}
