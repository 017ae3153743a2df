import { useCallback, useEffect, useState, type JSX } from 'react';
import { Palette } from '../palette/Palette.tsx';
import { useHouse, useHouseStore } from '../store/use-house.ts';
import { useRail } from '../store/use-rail.ts';
import { App } from './App.tsx';
import { applyTheme } from './apply-theme.ts';
import { applyZoom } from './apply-zoom.ts';
import { prepareScreen } from './CurrentScreen.tsx';
import { describeRail } from './describe-rail.ts';
import { LinkBar } from './LinkBar.tsx';
import { OpeningFailed } from './OpeningFailed.tsx';
import { OpeningSkeleton } from './OpeningSkeleton.tsx';
import { tellNeverBegun } from './tell-never-begun.ts';
import { useLost } from './use-lost.ts';
import { useRoute } from './use-route.ts';
import { useZoomKeys } from './use-zoom-keys.ts';
import type { WindowSheet } from './window-sheet.ts';
import { WindowSheets } from './WindowSheets.tsx';

/** The window with a house in it: the theme and size that the user chose, the palette, and what is said when the way to it is lost. */
export function HouseWindow(): JSX.Element {
  const rail = useRail();
  const stale = useLost() !== undefined;
  const [finding, setFinding] = useState(false);
  const [sheet, setSheet] = useState<WindowSheet>();
  useChosenLooks();
  const house = useHouseStore();
  useEffect(() => tellNeverBegun(house), [house]);
  useZoomKeys();
  const find = useCallback(() => {
    // A question that has to be answered first is not walked away from.
    if (document.querySelector('dialog:modal:not([data-palette]), [role=dialog][aria-modal=true]') === null)
      setFinding((open) => !open);
  }, []);
  const closePalette = useCallback(() => setFinding(false), []);
  const closeSheet = useCallback(() => setSheet(undefined), []);
  return (
    <App rail={describeRail(rail)} onFind={find} stale={stale} instead={useInstead()} foot={<LinkBar />}>
      {finding && <Palette onClose={closePalette} onSheet={setSheet} />}
      <WindowSheets sheet={sheet} onClose={closeSheet} />
    </App>
  );
}

function useChosenLooks(): void {
  const theme = useHouse((state) => state.preferences.theme);
  const zoom = useHouse((state) => state.preferences.zoom);
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    applyZoom(zoom);
  }, [zoom]);
}

/** What stands in the place of the screen while there is no house to show; the screen's program is fetched meanwhile. */
function useInstead(): JSX.Element | undefined {
  const link = useHouse((state) => state.link);
  const route = useRoute();
  const name = route?.name;
  useEffect(() => {
    if (name !== undefined) prepareScreen(name);
  }, [name]);
  if (link.state === 'connecting') return <OpeningSkeleton />;
  // The settings hold the doctor, who needs no house.
  if (link.state === 'failed' && name !== 'settings') return <OpeningFailed problem={link.problem} />;
  return undefined;
}
