import { createStore, type StoreApi } from 'zustand';
import { EMPTY_HOUSE, type HouseState } from './house-state.ts';

export type HouseStore = StoreApi<HouseState>;

export function createHouseStore(): HouseStore {
  return createStore<HouseState>(() => EMPTY_HOUSE);
}
