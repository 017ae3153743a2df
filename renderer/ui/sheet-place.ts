import { createContext } from 'react';

/** Where the window has room for a sheet beside its content. */
export interface SheetPlace {
  readonly element: HTMLElement | null;
  /** Takes the rest of the window out of reach of pointer, keyboard and screen reader; the result gives it back. */
  readonly hold: () => () => void;
}

/** Without a shell around it, a sheet stays where it is written. */
export const SheetPlaceContext = createContext<SheetPlace>({ element: null, hold: () => () => undefined });
