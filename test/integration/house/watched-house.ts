import { vi } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import type { House } from '../../../electron/core/house/house.ts';
import type { HouseEvent } from '../../../shared/contract/events.ts';
import type { PlacementView } from '../../../shared/model/house.ts';

/** A house on a real engine, and everything that it has told. */
export interface WatchedHouse {
  readonly house: House;
  readonly events: readonly HouseEvent[];
  readonly view: (app: string, environment: string) => PlacementView | undefined;
  readonly ofType: <T extends HouseEvent['type']>(
    type: T,
  ) => readonly Extract<HouseEvent, { readonly type: T }>[];
  /** Waits for something that is to come soon; generous, since what is asserted is that it comes. */
  readonly until: (condition: () => boolean, ms?: number) => Promise<void>;
}

export async function watchCore(core: Core): Promise<WatchedHouse> {
  const house = core.openHouse();
  const events: HouseEvent[] = [];
  house.subscribe(({ event }) => events.push(event));
  await house.ready;
  return {
    house,
    events,
    view: (app, environment) =>
      house.snapshot().placements.find((each) => each.app === app && each.environment === environment),
    ofType: <T extends HouseEvent['type']>(type: T) =>
      events.filter((event): event is Extract<HouseEvent, { readonly type: T }> => event.type === type),
    until: async (condition, timeout = 20_000) => {
      await vi.waitUntil(condition, { timeout, interval: 25 });
    },
  };
}
