import type { WindowSheet } from '../app/window-sheet.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { IconName } from '../ui/icon-paths.ts';

/** What the palette can do for an entry. Whatever changes what runs opens a sheet, and does nothing unasked. */
export interface PaletteHands {
  readonly bridge: Bridge;
  readonly openSheet: (sheet: WindowSheet) => void;
}

/** A place or an action, as a line of the palette. */
export interface PaletteEntry {
  /** The same in every session, so that what was used lately is known again: `promote web dev staging`. */
  readonly id: string;
  /** `Promote web from dev to staging`. */
  readonly label: string;
  /** Quiet words at the right: `v13 → v15`. */
  readonly detail?: string;
  readonly icon: IconName;
  /** Other words that it is found by. */
  readonly words?: string;
  /** Keys that do the same: `g b`. */
  readonly keys?: string;
  /** Among equally good matches the heavier comes first; 0 by default. */
  readonly weight?: number;
  readonly act: (hands: PaletteHands) => void;
}
