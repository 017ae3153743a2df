import { useEffect, useEffectEvent, useMemo, useRef, useState, type JSX, type ReactNode } from 'react';
import { joinClasses } from '../ui/join-classes.ts';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { SheetPlaceContext } from '../ui/sheet-place.ts';
import { ToastHost } from '../ui/ToastHost.tsx';
import { CurrentScreen } from './CurrentScreen.tsx';
import { holdInert } from './hold-inert.ts';
import { listenForShortcuts } from './listen-for-shortcuts.ts';
import { navigate } from './navigate.ts';
import type { RailFacts } from './rail-facts.ts';
import { Rail } from './Rail.tsx';
import { ShellContext } from './shell-context.ts';
import { SkipLink } from './SkipLink.tsx';
import { useRoute } from './use-route.ts';
import styles from './App.module.css';

export interface AppProps {
  readonly rail?: RailFacts;
  /** Opens the palette. Without it, neither the search field nor its keys are offered. */
  readonly onFind?: () => void;
  /** Stands in the place of the screen. */
  readonly instead?: ReactNode;
  /** What is shown is not what is: it is drawn in ink alone. */
  readonly stale?: boolean;
  /** Below everything, over the whole width: what is wrong with the way to the house. */
  readonly foot?: ReactNode;
  /** What lies over the whole window: the palette, sheets of no screen. */
  readonly children?: ReactNode;
}

/** The window: the rail, the current screen, and the place beside it for a sheet. */
export function App(props: AppProps): JSX.Element {
  const { rail = {}, onFind, instead, stale = false, foot, children } = props;
  const route = useRoute();
  const window = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLElement>(null);
  const [sheets, setSheets] = useState<HTMLElement | null>(null);
  const sheetPlace = useMemo(
    () => ({ element: sheets, hold: () => holdInert(window.current, '[data-below-sheet]') }),
    [sheets],
  );
  const shell = useMemo(() => ({ onFind }), [onFind]);
  const find = useEffectEvent(() => onFind?.());
  useEffect(() => listenForShortcuts(document, { onGo: navigate, onFind: find }), []);

  return (
    <ShellContext value={shell}>
      <SheetPlaceContext value={sheetPlace}>
        <SkipLink target={content} />
        <div ref={window} className={styles.window}>
          <div className={styles.rail} data-below-sheet>
            <Rail route={route} facts={rail} />
          </div>
          <main
            ref={content}
            className={joinClasses(styles.content, stale && styles.stale)}
            tabIndex={-1}
            data-below-sheet
          >
            {instead ?? (sheets !== null && <CurrentScreen route={route} />)}
          </main>
          <div ref={setSheets} className={styles.sheets} />
          {foot !== undefined && (
            <div className={styles.foot} data-below-sheet>
              {foot}
            </div>
          )}
        </div>
        {children}
        <ToastHost />
        <LiveRegion />
      </SheetPlaceContext>
    </ShellContext>
  );
}
