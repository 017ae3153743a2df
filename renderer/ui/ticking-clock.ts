import { createContext } from 'react';

/** A clock that says when its time has moved on. Everything that shows an age shares one. */
export interface TickingClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly subscribe: (onTick: () => void) => () => void;
}

const TICK_MS = 1000;

/** Ticks once a second while somebody listens and the window can be seen. */
export function createTickingClock(): TickingClock {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    if (!document.hidden) for (const listener of listeners) listener();
  };
  const start = (): void => {
    timer = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tick);
  };
  const stop = (): void => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
  return {
    now: () => Date.now(),
    subscribe: (onTick) => {
      if (listeners.size === 0) start();
      listeners.add(onTick);
      return () => {
        listeners.delete(onTick);
        if (listeners.size === 0) stop();
      };
    },
  };
}

export const TickingClockContext = createContext(createTickingClock());
