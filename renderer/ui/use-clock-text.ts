import { use, useSyncExternalStore } from 'react';
import { TickingClockContext } from './ticking-clock.ts';

/** A text that depends on the time. The component is drawn again only when the text has become another. */
export function useClockText(textAt: (now: number) => string): string {
  const { now, subscribe } = use(TickingClockContext);
  return useSyncExternalStore(subscribe, () => textAt(now()));
}
