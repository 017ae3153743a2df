import { nextZoom } from '../../shared/model/zoom.ts';
import { setPreferences } from '../app/set-preferences.ts';
import { pauseChoices } from '../screens/notices/pause-choices.ts';
import { pauseNotices } from '../screens/notices/pause-notices.ts';
import type { HouseState } from '../store/house-state.ts';
import type { PaletteEntry } from './palette-entry.ts';

const THEMES = [
  { theme: 'light', label: 'Theme: light', icon: 'sun' },
  { theme: 'dark', label: 'Theme: dark', icon: 'moon' },
  { theme: 'system', label: 'Theme: as the system', icon: 'screen' },
] as const;

/** What concerns the window itself. */
export function windowEntries({ preferences }: HouseState, now: number): readonly PaletteEntry[] {
  const { zoom, theme, pausedUntil = 0 } = preferences;
  return [
    ...THEMES.map((one): PaletteEntry => ({
      id: `theme ${one.theme}`,
      label: one.label,
      ...(one.theme === theme ? { detail: 'as it is now' } : {}),
      icon: one.icon,
      words: 'colour appearance mode',
      act: ({ bridge }) => void setPreferences(bridge, { theme: one.theme }),
    })),
    zoomEntry('Zoom in', 'plus', 'Ctrl +', nextZoom(zoom, 1)),
    zoomEntry('Zoom out', 'minus', 'Ctrl -', nextZoom(zoom, -1)),
    zoomEntry('Zoom as designed', 'search', 'Ctrl 0', 1),
    ...(pausedUntil > now
      ? [
          {
            id: 'notifications resume',
            label: 'Resume notifications',
            icon: 'bell',
            words: 'unmute notices',
            act: ({ bridge }) => void pauseNotices(bridge, null),
          } as PaletteEntry,
        ]
      : pauseChoices(now).map(({ label, until }): PaletteEntry => ({
          id: `notifications ${label}`,
          label: `Pause notifications ${label}`,
          icon: 'pause',
          words: 'mute silence notices quiet',
          act: ({ bridge }) => void pauseNotices(bridge, until),
        }))),
  ];
}

function zoomEntry(
  label: string,
  icon: 'plus' | 'minus' | 'search',
  keys: string,
  zoom: number,
): PaletteEntry {
  return {
    id: label,
    label,
    detail: `${Math.round(zoom * 100)} %`,
    icon,
    keys,
    words: 'size larger smaller',
    act: ({ bridge }) => void setPreferences(bridge, { zoom }),
  };
}
