import { createContext, useEffect, useMemo, type ReactNode } from 'react';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { connectHouse } from './connect-house.ts';
import { createHouseStore, type HouseStore } from './create-house-store.ts';

export interface HouseContextValue {
  readonly bridge: Bridge;
  readonly store: HouseStore;
}

export const HouseContext = createContext<HouseContextValue | undefined>(undefined);

/** Gives everything below it the bridge and the house, and keeps the house up to date while it is mounted. */
export function HouseProvider({
  bridge,
  children,
}: {
  readonly bridge: Bridge;
  readonly children: ReactNode;
}): ReactNode {
  const value = useMemo(() => ({ bridge, store: createHouseStore() }), [bridge]);
  useEffect(() => connectHouse(value.bridge, value.store), [value]);
  useEffect(() => {
    const tell = (): void => {
      void value.bridge.call('house.attend', { visible: document.visibilityState === 'visible' });
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    // Whoever was told has forgotten it when the connection was lost in between.
    const leave = value.bridge.subscribe({
      event: () => undefined,
      connected: (now) => {
        if (now) tell();
      },
    });
    return () => {
      leave();
      document.removeEventListener('visibilitychange', tell);
    };
  }, [value]);
  return <HouseContext value={value}>{children}</HouseContext>;
}
