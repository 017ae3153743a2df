import { useEffect, type JSX, type ReactNode } from 'react';
import { useHouse } from '../store/use-house.ts';
import { useRail } from '../store/use-rail.ts';
import { App } from './App.tsx';
import { applyTheme } from './apply-theme.ts';
import { applyZoom } from './apply-zoom.ts';
import { describeRail } from './describe-rail.ts';

/** The window with a house in it: what the rail counts, and the theme and size that the user chose. */
export function HouseWindow({
  onFind,
  children,
}: {
  readonly onFind?: () => void;
  readonly children?: ReactNode;
}): JSX.Element {
  const rail = useRail();
  const theme = useHouse((state) => state.preferences.theme);
  const zoom = useHouse((state) => state.preferences.zoom);
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    applyZoom(zoom);
  }, [zoom]);
  return (
    <App rail={describeRail(rail)} {...(onFind === undefined ? {} : { onFind })}>
      {children}
    </App>
  );
}
