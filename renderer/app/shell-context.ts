import { createContext } from 'react';

/** What the window offers to every screen in it. */
export interface Shell {
  /** Opens the palette; undefined where there is none. */
  readonly onFind: (() => void) | undefined;
}

export const ShellContext = createContext<Shell>({ onFind: undefined });
