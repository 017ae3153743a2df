import type { TickingClock } from '../../../renderer/ui/ticking-clock.ts';

/** A clock that a test moves on. */
export function manualClock(
  start: number,
): TickingClock & { readonly advance: (ms: number) => void; readonly listeners: () => number } {
  const listening = new Set<() => void>();
  let now = start;
  return {
    now: () => now,
    subscribe: (onTick) => {
      listening.add(onTick);
      return () => listening.delete(onTick);
    },
    advance: (ms) => {
      now += ms;
      for (const listener of listening) listener();
    },
    listeners: () => listening.size,
  };
}
