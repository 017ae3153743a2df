import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_PREFERENCES } from '../../renderer/store/house-state.ts';
import { dayOf, nameDay } from '../../renderer/screens/notices/name-day.ts';
import { pauseChoices } from '../../renderer/screens/notices/pause-choices.ts';
import type { HouseSnapshot } from '../../shared/model/house.ts';
import { sampleWayBack } from './board/board-answers.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { manualClock } from './support/manual-clock.ts';
import { NOON, sampleHouse } from './support/sample-house.ts';
import { sampleNotice, sampleNotices } from './support/sample-notices.ts';
import { showWindow } from './support/show-window.tsx';

const HOUR = 3_600_000;

function bridgeWith(change: Partial<HouseSnapshot> = {}): FakeBridge {
  return createFakeBridge(sampleHouse({ notices: sampleNotices(), ...change }), {
    'notices.read': () => null,
    'notices.list': () => [],
    'notices.pause': ({ until }) => ({
      ...DEFAULT_PREFERENCES,
      ...(until === null ? {} : { pausedUntil: until }),
    }),
    'rollbacks.preview': () => sampleWayBack(),
  });
}

const item = (text: string) => page.getByRole('listitem').filter({ hasText: text });

test('what was told stands under its day, the newest first', async () => {
  await showWindow('#/notices', bridgeWith());
  await expect.element(page.getByRole('heading', { level: 2, name: 'Today' })).toBeVisible();
  const main = page.getByRole('main').element();
  const headings = [...main.querySelectorAll('h2')].map(({ textContent }) => textContent);
  expect(headings.slice(0, 2)).toEqual(['Today', 'Yesterday']);
  expect(headings).toHaveLength(3);
  const [newest] = main.querySelectorAll('h3');
  expect(newest?.textContent).toBe('New: api in prod on nuc-1 is down');
});

test('what is in sight is read, once, and stays marked while one looks at it', async () => {
  const bridge = bridgeWith();
  await showWindow('#/notices', bridge);
  // All at once are in sight, and which of them the browser tells of first is its own affair.
  await vi.waitFor(() =>
    expect(bridge.inputsOf('notices.read').flatMap(({ ids }) => ids.toSorted())).toEqual(['n6', 'n7']),
  );
  bridge.emit({ type: 'notices.read', ids: ['n7', 'n6'] });
  await expect.element(page.getByRole('link', { name: 'Notices', exact: true })).toBeInTheDocument();
  await expect
    .element(page.getByRole('heading', { name: 'New: api in prod on nuc-1 is down' }))
    .toBeVisible();
});

test('a way back is offered only where it leads back from what is told', async () => {
  const bridge = bridgeWith();
  await showWindow('#/notices', bridge);
  const down = item('api in prod on nuc-1 is down');
  const live = item('web v16 in dev is live');
  await expect.element(live.getByRole('button', { name: 'Roll back to v15…' })).toBeVisible();
  const [placement] = sampleHouse().placements;
  if (placement === undefined) throw new Error('the sample has no placement');
  bridge.emit({
    type: 'placement.changed',
    placement: { ...placement, version: 17, deployment: 'd-web-dev-17' },
  });
  await expect.element(live.getByRole('button', { name: /Roll back/ })).not.toBeInTheDocument();
  await userEvent.click(down.getByRole('button', { name: 'Roll back to v40…' }));
  await expect.element(page.getByRole('dialog', { name: /^Back to api/ })).toBeVisible();
  expect(bridge.inputsOf('rollbacks.preview')).toEqual([{ app: 'api', environment: 'prod', host: 'nuc-1' }]);
  expect(bridge.inputsOf('deployments.start')).toEqual([]);
});

test('it leads to the logs, the deployment, the host and the apps that it is about', async () => {
  await showWindow('#/notices', bridgeWith());
  await expect
    .element(item('web v16 in dev is live').getByRole('link', { name: 'What happened' }))
    .toHaveAttribute('href', '#/deployments/d-web-dev-16');
  await expect
    .element(item('nuc-2 does not answer').getByRole('link', { name: 'Hosts' }))
    .toHaveAttribute('href', '#/hosts');
  await userEvent.click(item('api in prod on nuc-1 is down').getByRole('button', { name: 'Logs' }));
  expect(window.location.hash).toBe('#/logs/api/prod');
});

test('older ones come as one gets to the end, until there are no more', async () => {
  const many = Array.from({ length: 50 }, (_, at) =>
    sampleNotice(`m${50 - at}`, { at: NOON - at * 60_000, title: `notice ${50 - at}` }),
  );
  const bridge = bridgeWith({ notices: many });
  bridge.answer({
    'notices.list': () => [sampleNotice('m0', { at: NOON - 90 * HOUR, title: 'the first of all' })],
  });
  await showWindow('#/notices', bridge);
  await expect.element(page.getByText('notice 50', { exact: true })).toBeVisible();
  expect(bridge.inputsOf('notices.list')).toEqual([]);
  page.getByRole('button', { name: 'Show older' }).element().scrollIntoView();
  await expect.element(page.getByText('the first of all')).toBeInTheDocument();
  await expect.element(page.getByText('That is all there is.')).toBeInTheDocument();
  expect(bridge.inputsOf('notices.list')).toEqual([{ before: 'm1', limit: 50 }]);
});

test('a pause is begun from the menu, says until when, ends by itself or at once', async () => {
  const bridge = bridgeWith();
  const clock = manualClock(NOON);
  await showWindow('#/notices', bridge, clock);
  await userEvent.click(page.getByRole('button', { name: 'Pause' }));
  await userEvent.click(page.getByRole('menuitem', { name: 'For an hour' }));
  await vi.waitFor(() => expect(bridge.inputsOf('notices.pause')).toEqual([{ until: NOON + HOUR }]));
  bridge.emit({
    type: 'preferences.changed',
    preferences: { ...DEFAULT_PREFERENCES, pausedUntil: NOON + HOUR },
  });
  await expect.element(page.getByText(/Notifications are paused until/)).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Resume' }));
  await vi.waitFor(() => expect(bridge.inputsOf('notices.pause')[1]).toEqual({ until: null }));
  clock.advance(HOUR + 1);
  await expect.element(page.getByText(/Notifications are paused until/)).not.toBeInTheDocument();
});

test('where nothing was told, it says what would be', async () => {
  const bridge = bridgeWith({ notices: [] });
  await showWindow('#/notices', bridge);
  await expect.element(page.getByRole('heading', { name: 'Nothing to tell' })).toBeVisible();
  bridge.emit({ type: 'notice.added', notice: sampleNotice('n9', { read: false, title: 'web is down' }) });
  await expect.element(page.getByRole('heading', { name: 'New: web is down' })).toBeVisible();
});

test('days are named as people name them', () => {
  const day = (text: string): number => new Date(text).getTime();
  expect(dayOf(day('2026-03-04T23:59:00'))).toBe('2026-03-04');
  expect(nameDay('2026-03-04', '2026-03-04')).toBe('Today');
  expect(nameDay('2026-02-28', '2026-03-01')).toBe('Yesterday');
  expect(nameDay('2025-12-31', '2026-01-01')).toBe('Yesterday');
  expect(nameDay('2026-03-04', '2026-03-09')).toBe('Wednesday 4 March');
  expect(nameDay('2025-03-04', '2026-03-09')).toBe('4 March 2025');
  const [, tomorrow] = pauseChoices(day('2026-03-04T23:59:00'));
  expect(tomorrow?.until).toBe(day('2026-03-05T08:00:00'));
});

test.each(['light', 'dark'] as const)('in the %s theme, axe finds nothing wrong with it', async (theme) => {
  const preferences = { ...DEFAULT_PREFERENCES, theme, pausedUntil: NOON + HOUR };
  const { container } = await showWindow('#/notices', bridgeWith({ preferences }));
  await expect.element(page.getByRole('heading', { level: 2, name: 'Today' })).toBeVisible();
  expect(await checkAccessibility(container)).toEqual([]);
});
