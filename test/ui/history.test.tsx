import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { HistoryScreen } from '../../renderer/screens/history/HistoryScreen.tsx';
import type { HistoryRow } from '../../shared/model/history-row.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { NOON, sampleHouse } from './support/sample-house.ts';
import { pagesOf, sampleHistoryRow } from './support/sample-history.ts';
import { showScreen } from './support/show-screen.tsx';

beforeEach(async () => {
  window.location.hash = '#/history';
  await page.viewport(1360, 800);
});

const grid = () => page.getByRole('grid', { name: 'What happened, newest first' });
const rows = () => grid().getByRole('row').elements().slice(1);
const scroller = (): Element => grid().element();

async function showHistory(count = 500): Promise<FakeBridge> {
  const bridge = createFakeBridge(sampleHouse(), { 'history.page': pagesOf(count) });
  await showScreen(<HistoryScreen />, bridge);
  return bridge;
}

test('tells of deployments, builds and approvals, each with how it ended', async () => {
  await showHistory();
  await expect.element(grid().getByRole('row').filter({ hasText: 'rolled back' }).first()).toBeVisible();
  await expect
    .element(grid().getByRole('row').filter({ hasText: '2 lost' }).first())
    .toMatchTextContent(/deploy/);
  await expect
    .element(grid().getByRole('row').filter({ hasText: 'looked at it' }).first())
    .toMatchTextContent(/approve/);
});

test('scrolls through 100,000 rows: few are in the page, each page is read once, and left ones again when seen', async () => {
  const bridge = await showHistory(100_000);
  await expect.poll(() => rows().length).toBeGreaterThan(10);
  while (page.getByText('100 000 rows').query() === null) {
    scroller().scrollTop = scroller().scrollHeight;
    await new Promise(requestAnimationFrame);
  }
  scroller().scrollTop = scroller().scrollHeight;
  await expect.poll(() => rows().at(-1)?.getAttribute('aria-rowindex')).toBe('100001');
  expect(rows().length).toBeLessThan(80);
  expect(scroller().scrollHeight).toBe(33 * 100_001);
  const asked = bridge.inputsOf('history.page').length;
  expect(asked).toBeLessThan(210);
  // The middle was let go of meanwhile.
  scroller().scrollTop = 33 * 50_000;
  const { version } = sampleHistoryRow(50_000);
  await expect
    .poll(() => rows().find((row) => row.getAttribute('aria-rowindex') === '50002')?.textContent)
    .toContain(`v${version}`);
  expect(bridge.inputsOf('history.page').length - asked).toBeLessThanOrEqual(2);
}, 120_000);

test('new rows wait above what is being read, and known rows are brought up to date in their place', async () => {
  const bridge = await showHistory(1000);
  await expect.element(grid().getByText('v40000').first()).toBeVisible();
  scroller().scrollTop = 3300;
  await expect.poll(() => rows().some((row) => row.getAttribute('aria-rowindex') === '108')).toBe(true);
  const place = () => rows().find((row) => row.getAttribute('aria-rowindex') === '108');
  const [top, text] = [place()?.getBoundingClientRect().top, place()?.textContent];
  bridge.answer({ 'history.page': pagesOf(1003, withNew) });
  bridge.emit({ type: 'history.changed' });
  await expect.element(page.getByRole('button', { name: '3 newer' })).toBeVisible();
  expect([place()?.getBoundingClientRect().top, place()?.textContent]).toEqual([top, text]);
  scroller().scrollTop = 0;
  // The row that was the newest has been superseded meanwhile.
  await expect.element(grid().getByRole('row').nth(1)).toMatchTextContent('superseded');
  await page.getByRole('button', { name: '3 newer' }).click();
  await expect.element(grid().getByRole('row').nth(1)).toMatchTextContent('v50000');
  await expect.element(page.getByRole('button', { name: '3 newer' })).not.toBeInTheDocument();
  await expect.element(grid()).toHaveFocus();
});

/** Three newer rows; what was the newest is superseded. */
function withNew(place: number): HistoryRow {
  if (place < 3) return { ...sampleHistoryRow(0), id: `new-${place}`, version: 50_000 - place, at: NOON };
  const row = sampleHistoryRow(place - 3);
  return place === 3 ? { ...row, state: 'superseded' } : row;
}

test('filters stand in the address, and the address sets the filters', async () => {
  window.location.hash = '#/history?app=web&result=bad&by=grace%40desk';
  const bridge = await showHistory();
  await expect.element(page.getByRole('combobox', { name: 'App' })).toHaveValue('web');
  await expect.element(page.getByRole('combobox', { name: 'Result' })).toHaveValue('bad');
  await expect.element(page.getByLabelText('Person')).toHaveValue('grace@desk');
  expect(bridge.inputsOf('history.page')[0]?.filter).toEqual({
    app: 'web',
    states: ['failed', 'reverted', 'interrupted', 'cancelled'],
    by: 'grace@desk',
  });
  await page.getByRole('combobox', { name: 'Kind' }).selectOptions('rollback');
  await page.getByRole('combobox', { name: 'Environment' }).selectOptions('prod');
  expect(window.location.hash).toBe(
    '#/history?app=web&environment=prod&kind=rollback&result=bad&by=grace%40desk',
  );
  await page.getByLabelText('Person').fill('ada');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => bridge.inputsOf('history.page').at(-1)?.filter)
    .toMatchObject({ environment: 'prod', kinds: ['rollback'], by: 'ada' });
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  expect(window.location.hash).toBe('#/history');
  await expect.poll(() => bridge.inputsOf('history.page').at(-1)?.filter).toEqual({});
});

test('times are chosen as a stretch up to now or exactly', async () => {
  const bridge = await showHistory();
  await page.getByRole('combobox', { name: 'Time' }).selectOptions('24h');
  await expect
    .poll(() => bridge.inputsOf('history.page').at(-1)?.filter)
    .toEqual({ since: NOON - 86_400_000 });
  await page.getByRole('combobox', { name: 'Time' }).selectOptions('exact');
  await page.getByLabelText('From').fill('2026-11-20T10:00');
  await page.getByLabelText('Until').fill('2026-11-21T10:00');
  await expect
    .poll(() => bridge.inputsOf('history.page').at(-1)?.filter)
    .toEqual({
      since: new Date('2026-11-20T10:00').getTime(),
      until: new Date('2026-11-21T10:00').getTime(),
    });
  await page.getByLabelText('Until').fill('2026-11-19T10:00');
  await expect.element(page.getByText('ends before it begins')).toBeVisible();
});

test('an address that says nonsense shows everything', async () => {
  window.location.hash = '#/history?kind=nuke&result=__proto__&time=yesterday&since=soon&page=7';
  const bridge = await showHistory();
  await expect.element(grid()).toBeVisible();
  expect(bridge.inputsOf('history.page')[0]?.filter).toEqual({});
});

test('keys move through the rows, Enter opens one, Space chooses two to compare', async () => {
  await showHistory();
  await expect.poll(() => rows().length).toBeGreaterThan(10);
  scroller().dispatchEvent(new FocusEvent('focus'));
  (scroller() as HTMLElement).focus();
  await userEvent.keyboard(' {ArrowDown} ');
  await expect.element(page.getByText('api v40000 in staging with web v40000 in dev')).toBeVisible();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  expect(window.location.hash).toBe('#/compare/h-1/h-0');
  (scroller() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(window.location.hash).toBe('#/deployments/h-1');
});

test('exports what is chosen, in parts, into one file', async () => {
  window.location.hash = '#/history?app=web';
  const bridge = await showHistory();
  const saved = catchDownloads();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As CSV, for a spreadsheet' }).click();
  await expect.poll(() => bridge.streams('history.export').length).toBe(1);
  const [stream] = bridge.streams('history.export');
  expect(stream?.input).toEqual({ filter: { app: 'web' }, format: 'csv' });
  stream?.listener.item('at,app\n');
  stream?.listener.item('1,web\n');
  await expect.element(page.getByText(/Exporting 13 B/)).toBeVisible();
  stream?.listener.end();
  await expect.element(page.getByRole('button', { name: 'Export' })).toBeVisible();
  expect(saved.map(({ name }) => name)).toEqual([expect.stringMatching(/^twinberth-history-.*\.csv$/)]);
  expect(await saved[0]?.text).toBe('at,app\n1,web\n');
});

test('an export is cancelled, and one that breaks off saves nothing and says so', async () => {
  const bridge = await showHistory();
  const saved = catchDownloads();
  const begin = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'As JSON' }).click();
    await expect.poll(() => bridge.streams('history.export').length).toBe(1);
  };
  await begin();
  await page.getByRole('button', { name: 'Cancel export' }).click();
  await expect.poll(() => bridge.streams('history.export').length).toBe(0);
  await begin();
  bridge.streams('history.export')[0]?.listener.item('[');
  bridge
    .streams('history.export')[0]
    ?.listener.end({ code: 'disk.read', message: 'The disk could not be read.', details: {} });
  await expect
    .element(page.getByText('History was not exported: The disk could not be read.').first())
    .toBeVisible();
  expect(saved).toEqual([]);
});

/** What the page saves from now on, instead of the browser asking where to. */
function catchDownloads(): { readonly name: string; readonly text: Promise<string> }[] {
  const saved: { name: string; text: Promise<string> }[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, text: fetch(this.href).then((reply) => reply.text()) });
  });
  onTestFinished(() => click.mockRestore());
  return saved;
}

test('a page that cannot be read says so, and is read when it is tried again', async () => {
  const bridge = createFakeBridge(sampleHouse(), {
    'history.page': () => ({
      code: 'history.locked',
      message: 'The history is busy.',
      details: {},
      retry: true,
    }),
  });
  await showScreen(<HistoryScreen />, bridge);
  await expect.element(page.getByText('The history is busy.')).toBeVisible();
  bridge.answer({ 'history.page': pagesOf(5) });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByText('5 rows')).toBeVisible();
});

test('without anything, says what would bring something here', async () => {
  const bridge = await showHistory(0);
  await expect.element(page.getByRole('heading', { name: 'Nothing has happened yet' })).toBeVisible();
  bridge.answer({ 'history.page': pagesOf(1) });
  bridge.emit({ type: 'history.changed' });
  await expect.element(page.getByText('1 row', { exact: true })).toBeVisible();
});

test('names of the greatest length keep rows at one height', async () => {
  const long = (place: number): HistoryRow => ({
    ...sampleHistoryRow(place),
    app: 'a'.repeat(63),
    environment: 'e'.repeat(63),
    host: 'h'.repeat(63),
    by: `${'u'.repeat(120)}@${'m'.repeat(120)}`,
    message: 'why '.repeat(1000),
  });
  const bridge = createFakeBridge(sampleHouse(), { 'history.page': pagesOf(30, long) });
  await showScreen(<HistoryScreen />, bridge);
  await expect.poll(() => rows().length).toBeGreaterThan(10);
  expect(new Set(rows().map((row) => row.getBoundingClientRect().height)).size).toBe(1);
  expect(scroller().scrollWidth).toBeLessThanOrEqual(scroller().clientWidth);
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  window.location.hash = '#/history?time=exact';
  const bridge = createFakeBridge(sampleHouse(), { 'history.page': pagesOf(500) });
  const { container } = await showScreen(<HistoryScreen />, bridge);
  await expect.poll(() => rows().length).toBeGreaterThan(10);
  expect(await checkAccessibility(container)).toEqual([]);
});
