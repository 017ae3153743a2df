import { useEffect } from 'react';
import { useBridge, useHouseStore } from '../store/use-house.ts';
import { announce } from '../ui/announce.ts';
import { nextZoom } from '../../shared/model/zoom.ts';
import { listenForZoom } from './listen-for-zoom.ts';
import { setPreferences } from './set-preferences.ts';

/** Ctrl plus, minus and nought change the size, and it is kept. */
export function useZoomKeys(): void {
  const bridge = useBridge();
  const house = useHouseStore();
  useEffect(
    () =>
      listenForZoom(document, (direction) => {
        const { zoom } = house.getState().preferences;
        const next = direction === 0 ? 1 : nextZoom(zoom, direction);
        announce(`${Math.round(next * 100)} %`);
        if (next !== zoom) void setPreferences(bridge, { zoom: next });
      }),
    [bridge, house],
  );
}
