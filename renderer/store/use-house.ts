import { useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { AppView } from '../../shared/model/app-views.ts';
import type { TrafficSample } from '../../shared/model/health-views.ts';
import type { HostView, LiveDeployment, PlacementView } from '../../shared/model/house.ts';
import type { HouseStore } from './create-house-store.ts';
import { HouseContext, type HouseContextValue } from './HouseProvider.tsx';
import type { HouseState } from './house-state.ts';

const NO_SAMPLES: readonly TrafficSample[] = [];

export function useBridge(): Bridge {
  return useHouseContext().bridge;
}

/** For reading at the time of an event, without rendering again when it changes. */
export function useHouseStore(): HouseStore {
  return useHouseContext().store;
}

/** A part of the house; renders again only when that part became another. Derived objects: `useHouseShallow`. */
export function useHouse<T>(select: (state: HouseState) => T): T {
  return useStore(useHouseStore(), select);
}

/** As `useHouse`, for selections that are made anew each time; they count as the same when their entries are. */
export function useHouseShallow<T>(select: (state: HouseState) => T): T {
  return useStore(useHouseStore(), useShallow(select));
}

export function usePlacement(key: string): PlacementView | undefined {
  return useHouse((state) => state.placements[key]);
}

export function useLive(key: string): LiveDeployment | undefined {
  return useHouse((state) => state.live[key]);
}

export function useEnded(key: string): LiveDeployment | undefined {
  return useHouse((state) => state.ended[key]);
}

/** The receipt on the card was read. */
export function usePutAway(): (key: string) => void {
  const store = useHouseStore();
  return (key) => {
    store.setState((state) => {
      const { [key]: _read, ...ended } = state.ended;
      return { ended };
    });
  };
}

/** The outcome of a build, by its operation, was read. */
export function usePutBuildAway(): (operation: string) => void {
  const store = useHouseStore();
  return (operation) => {
    store.setState(({ readBuilds }) => ({ readBuilds: { ...readBuilds, [operation]: true } }));
  };
}

export function useTraffic(key: string): readonly TrafficSample[] {
  return useHouse((state) => state.traffic[key] ?? NO_SAMPLES);
}

export function useApp(name: string): AppView | undefined {
  return useHouse((state) => state.apps.find((app) => app.name === name));
}

export function useHost(name: string): HostView | undefined {
  return useHouse((state) => state.hosts.find((host) => host.name === name));
}

function useHouseContext(): HouseContextValue {
  const value = useContext(HouseContext);
  if (value === undefined) throw new Error('a part of the window was put outside the HouseProvider');
  return value;
}
