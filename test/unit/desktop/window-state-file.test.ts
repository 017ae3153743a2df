import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readWindowState, writeWindowState } from '../../../electron/main/window/window-state-file.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'twinberth-window-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

const state = { bounds: { x: -20, y: 10, width: 1000, height: 700 }, maximized: true, place: '#/apps/web' };

test('what was written is read again, and nothing else is left in the folder', () => {
  const home = folder();
  const file = join(home, 'inner', 'window.json');
  writeWindowState(file, state);
  expect(readWindowState(file)).toEqual(state);
  expect(readdirSync(join(home, 'inner'))).toEqual(['window.json']);
});

test.each([
  ['nothing', ''],
  ['no JSON', '{"bounds":'],
  ['a place that is no number', JSON.stringify({ ...state, bounds: { ...state.bounds, x: 'left' } })],
  ['an impossible size', JSON.stringify({ ...state, bounds: { ...state.bounds, width: 1e12 } })],
])('a file with %s in it counts as none', (_what, text) => {
  const file = join(folder(), 'window.json');
  writeFileSync(file, text);
  expect(readWindowState(file)).toBeUndefined();
});

test('a place that is none of the window becomes the board', () => {
  const file = join(folder(), 'window.json');
  writeFileSync(file, JSON.stringify({ ...state, place: 'https://example.com/' }));
  expect(readWindowState(file)).toEqual({ ...state, place: '#/board' });
});

test('a folder that cannot be made costs nothing but the memory', () => {
  expect(() => writeWindowState('/dev/null/desktop/window.json', state)).not.toThrow();
});
