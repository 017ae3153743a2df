import { nextZoom } from '../../../shared/model/zoom.ts';
import { describe, expect, test } from 'vitest';
import { describeMenu, type MenuEntry } from '../../../electron/main/menu/describe-menu.ts';
import { PLACES } from '../../../electron/main/address/places.ts';
import type { Preferences } from '../../../shared/model/preferences.ts';

const preferences: Preferences = {
  theme: 'dark',
  zoom: 1,
  startAtLogin: false,
  closeToTray: true,
  notify: { failed: true, recovered: true, deployments: true },
};

type Item = Exclude<
  MenuEntry,
  { readonly separator: true } | { readonly entries: readonly MenuEntry[] } | { readonly role: unknown }
>;

function itemsOf(entries: readonly MenuEntry[]): Item[] {
  return entries.flatMap((entry) => {
    if ('entries' in entry) return itemsOf(entry.entries);
    return 'label' in entry ? [entry] : [];
  });
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  const items = itemsOf(describeMenu({ platform, preferences, packaged: true }));

  test('leads to every screen', () => {
    const places = items.flatMap(({ action }) => (action?.kind === 'go' ? [action.place] : []));
    expect(places.toSorted()).toEqual(Object.values(PLACES).toSorted());
  });

  test('gives no key twice', () => {
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(keys.length).toBeGreaterThan(10);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('quits', () => {
    expect(items.filter(({ action }) => action?.kind === 'quit')).toHaveLength(1);
  });
});

test('the menu shows which appearance is chosen', () => {
  const items = itemsOf(describeMenu({ platform: 'linux', preferences, packaged: true }));
  expect(items.filter(({ chosen }) => chosen === true).map(({ label }) => label)).toEqual(['Dark']);
});

test('zooming in and out again ends where it began, stops at the ends, and takes the steps of the window', () => {
  const zoom = (from: number, label: string) => {
    const items = itemsOf(
      describeMenu({ platform: 'linux', preferences: { ...preferences, zoom: from }, packaged: true }),
    );
    const action = items.find((item) => item.label === label)?.action;
    return action?.kind === 'zoom' ? action.zoom : undefined;
  };
  expect(zoom(zoom(1, 'Zoom In') ?? 0, 'Zoom Out')).toBe(1);
  expect(zoom(2, 'Zoom In')).toBe(2);
  expect(zoom(0.5, 'Zoom Out')).toBe(0.5);
  expect(zoom(1.1, 'Zoom In')).toBe(nextZoom(1.1, 1));
  expect(zoom(1.3, 'Actual Size')).toBe(1);
});

test('tools for developers are not in a build for users', () => {
  const roles = (packaged: boolean) =>
    JSON.stringify(describeMenu({ platform: 'linux', preferences, packaged }));
  expect(roles(true)).not.toContain('toggleDevTools');
  expect(roles(false)).toContain('toggleDevTools');
});
