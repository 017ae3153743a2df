import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPreferences } from '../../../electron/core/house/preferences/open-preferences.ts';
import { DEFAULT_PREFERENCES } from '../../../electron/core/house/preferences/preferences-shape.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import type { Preferences } from '../../../shared/model/preferences.ts';
import { failureOf, temporaryFolder } from '../db/temporary-history.ts';

function open(folder = temporaryFolder()) {
  const told: Preferences[] = [];
  const file = join(folder, 'preferences.json');
  const preferences = openPreferences(file, { log: silentLog, changed: (now) => told.push(now) });
  return { folder, file, told, preferences };
}

describe('preferences', () => {
  test('are the defaults at first, and nothing is written for that', () => {
    const { preferences, file } = open();
    expect(preferences.get()).toEqual(DEFAULT_PREFERENCES);
    expect(existsSync(file)).toBe(false);
  });

  test('are kept, only what is given being changed, in a file that only the user reads', () => {
    const { folder, file, told, preferences } = open();
    preferences.set({ theme: 'dark', notify: { recovered: false } });
    preferences.set({ pausedUntil: 5_000 });
    const expected = {
      ...DEFAULT_PREFERENCES,
      theme: 'dark',
      notify: { failed: true, recovered: false, deployments: true },
      pausedUntil: 5_000,
    };
    expect(preferences.get()).toEqual(expected);
    expect(open(folder).preferences.get()).toEqual(expected);
    expect(told).toHaveLength(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['preferences.json']);
  });

  test('speak again when the pause is taken away', () => {
    const { folder, preferences } = open();
    preferences.set({ pausedUntil: 5_000 });
    expect(preferences.set({ pausedUntil: null })).toEqual(DEFAULT_PREFERENCES);
    expect('pausedUntil' in open(folder).preferences.get()).toBe(false);
  });

  test.each(['{"theme":', '[]', '{"theme":"pink"}', ''])(
    'damaged as %j are set aside, and the defaults hold',
    (text) => {
      const { folder, file } = open();
      writeFileSync(file, text);
      const { preferences } = open(folder);
      expect(preferences.get()).toEqual(DEFAULT_PREFERENCES);
      expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(text);
      preferences.set({ zoom: 1.2 });
      expect(open(folder).preferences.get().zoom).toBe(1.2);
    },
  );

  test('that another process writes are seen', () => {
    const { folder, told, preferences } = open();
    open(folder).preferences.set({ theme: 'light' });
    preferences.refresh();
    preferences.refresh();
    expect(preferences.get().theme).toBe('light');
    expect(told.map(({ theme }) => theme)).toEqual(['light']);
  });

  test('stay as they were while their folder cannot be looked into', () => {
    const folder = join(temporaryFolder(), 'home');
    mkdirSync(folder);
    const { preferences } = open(folder);
    preferences.set({ theme: 'dark' });
    // A link that leads to itself: looking through it fails for every user, root too.
    renameSync(folder, `${folder}.elsewhere`);
    symlinkSync(folder, folder);
    preferences.refresh();
    expect(preferences.get().theme).toBe('dark');
  });

  test('that another process has just changed are not written over', () => {
    const { folder, preferences } = open();
    open(folder).preferences.set({ theme: 'light' });
    expect(preferences.set({ zoom: 1.2 })).toMatchObject({ theme: 'light', zoom: 1.2 });
    expect(open(folder).preferences.get()).toMatchObject({ theme: 'light', zoom: 1.2 });
  });

  test('that cannot be kept leave nothing behind', () => {
    const { folder, file, preferences } = open();
    mkdirSync(file);
    expect(failureOf(() => preferences.set({ theme: 'dark' })).code).toBe('disk.read');
    expect(readdirSync(folder)).toEqual(['preferences.json']);
  });

  test('say so when they cannot be kept, and stay as they were', () => {
    const { folder, file } = open();
    const { preferences } = open(join(folder, 'not', 'there'));
    expect(failureOf(() => preferences.set({ theme: 'dark' })).code).toBe('disk.read');
    expect(preferences.get()).toEqual(DEFAULT_PREFERENCES);
    expect(existsSync(file)).toBe(false);
  });
});
