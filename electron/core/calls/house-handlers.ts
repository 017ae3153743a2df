import { attendVisible } from './attend-visible.ts';
import type { CallDeps, CoreCallHandlers, StreamHandlers } from './calls.ts';
import { given } from './given.ts';

type HouseHandlers = Pick<
  CoreCallHandlers,
  | 'house.get'
  | 'house.attend'
  | 'operations.cancel'
  | 'operations.get'
  | 'notices.list'
  | 'notices.read'
  | 'notices.pause'
  | 'preferences.get'
  | 'preferences.set'
  | 'settings.list'
>;

export function houseHandlers({ core, house }: CallDeps): HouseHandlers {
  const attend = attendVisible(house);
  return {
    'house.get': () => house.snapshot(),
    'house.attend': ({ visible }, { signal }) => {
      attend(signal, visible);
      return null;
    },
    'operations.cancel': ({ operation }) => {
      house.operations.cancel(operation);
      return null;
    },
    'operations.get': ({ operation }) => house.operations.get(operation),
    'notices.list': ({ before, limit }) => house.notices.list({ limit, ...given({ before }) }),
    'notices.read': ({ ids }) => {
      house.notices.read(ids);
      return null;
    },
    'notices.pause': ({ until }) => house.preferences.set({ pausedUntil: until }),
    'preferences.get': () => house.preferences.get(),
    'preferences.set': ({ notify, ...change }) =>
      house.preferences.set({ ...given(change), ...(notify === undefined ? {} : { notify: given(notify) }) }),
    'settings.list': () => core.settings,
  };
}

export function houseStreams({ house }: CallDeps): Pick<StreamHandlers, 'operations.follow'> {
  return {
    'operations.follow': ({ operation }, signal) => house.operations.follow(operation, signal),
  };
}
