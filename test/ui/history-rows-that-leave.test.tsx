import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { HistoryScreen } from '../../renderer/screens/history/HistoryScreen.tsx';
import type { HistoryRow } from '../../shared/model/history-row.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { NOON, sampleHouse } from './support/sample-house.ts';
import { pagesOf, sampleHistoryRow } from './support/sample-history.ts';
import { showScreen } from './support/show-screen.tsx';

beforeEach(async () => {
  await page.viewport(1360, 800);
});

const grid = () => page.getByRole('grid', { name: 'What happened, newest first' });
/** The versions of the rows, as far as they are in the page. */
const shown = () =>
  grid()
    .getByRole('row')
    .elements()
    .slice(1)
    .map((row) => /v\d+/.exec(row.textContent)?.[0]);
const LOST = {
  code: 'internal',
  message: 'The way to the core was lost.',
  details: {},
  retry: true,
} as const;

async function showHistory(hash: string, list: readonly HistoryRow[]): Promise<FakeBridge> {
  window.location.hash = hash;
  const bridge = createFakeBridge(sampleHouse(), { 'history.page': pagesIn(list) });
  await showScreen(<HistoryScreen />, bridge);
  await expect.poll(shown).toHaveLength(list.length);
  return bridge;
}

function pagesIn(list: readonly HistoryRow[]) {
  return pagesOf(list.length, (place) => list[place] ?? sampleHistoryRow(place));
}

function live(place: number, version: number): HistoryRow {
  return { ...sampleHistoryRow(0), id: `live-${version}`, state: 'live', version, at: NOON - place * 60_000 };
}

test('with "live now", a superseded row goes and one newer row is told as one', async () => {
  const [old, other] = [live(3, 101), live(5, 100)];
  const bridge = await showHistory('#/history?result=live', [old, other]);
  bridge.answer({ 'history.page': pagesIn([live(1, 102), other]) });
  bridge.emit({ type: 'history.changed' });
  await expect.poll(shown).toEqual(['v100']);
  await expect.element(page.getByRole('button', { name: /newer/ })).toMatchTextContent(/^1 newer$/);
  await page.getByRole('button', { name: '1 newer' }).click();
  await expect.poll(shown).toEqual(['v102', 'v100']);
});

test('with "under way", what ended goes, also when nothing is left', async () => {
  const row: HistoryRow = { ...live(1, 7), state: 'running' };
  const bridge = await showHistory('#/history?result=running', [row]);
  await expect.poll(shown).toEqual(['v7']);
  bridge.answer({ 'history.page': pagesIn([]) });
  bridge.emit({ type: 'history.changed' });
  await expect.poll(() => (grid().query() === null ? [] : shown())).toEqual([]);
});

test('newer rows whose reading failed are read by trying again', async () => {
  const list = Array.from({ length: 3 }, (_, place) => live(place + 2, 100 - place));
  const bridge = await showHistory('#/history', list);
  const more = [live(1, 101), ...list];
  bridge.answer({ 'history.page': pagesIn(more) });
  bridge.emit({ type: 'history.changed' });
  await expect.element(page.getByRole('button', { name: '1 newer' })).toBeVisible();
  bridge.answer({ 'history.page': () => LOST });
  await page.getByRole('button', { name: '1 newer' }).click();
  await expect.element(page.getByText(LOST.message)).toBeVisible();
  bridge.answer({ 'history.page': pagesIn(more) });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(shown).toEqual(['v101', 'v100', 'v99', 'v98']);
  await expect.element(page.getByText(LOST.message)).not.toBeInTheDocument();
});
