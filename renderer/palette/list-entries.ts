import type { HouseState } from '../store/house-state.ts';
import { appEntries } from './app-entries.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { placeEntries } from './place-entries.ts';
import { placementEntries } from './placement-entries.ts';
import { windowEntries } from './window-entries.ts';

/** Every place and every action that there is in this house now. */
export function listEntries(state: HouseState, now: number): readonly PaletteEntry[] {
  return [
    ...placeEntries(state),
    ...appEntries(state),
    ...placementEntries(state),
    ...windowEntries(state, now),
  ];
}
