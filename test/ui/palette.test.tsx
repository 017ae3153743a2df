import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_PREFERENCES } from '../../renderer/store/house-state.ts';
import { manyPlacements } from './bench/many-placements.ts';
import { samplePlanView } from './board/board-answers.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge } from './support/fake-bridge.ts';
import { NOON, sampleHouse } from './support/sample-house.ts';
import { showWindow } from './support/show-window.tsx';

beforeEach(() => {
  localStorage.clear();
});

const open = () => userEvent.keyboard('{Control>}k{/Control}');
const field = () => page.getByRole('combobox', { name: 'Find or do anything' });
const option = (name: string | RegExp) => page.getByRole('option', { name });

async function openWith(query: string, bridge = createFakeBridge(sampleHouse())): Promise<typeof bridge> {
  await showWindow('#/apps', bridge);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Apps' })).toBeVisible();
  await open();
  if (query !== '') await userEvent.keyboard(query);
  return bridge;
}

test('the field in the header opens it, and it closes and gives the focus back', async () => {
  await showWindow('#/apps', createFakeBridge(sampleHouse()));
  const button = page.getByRole('button', { name: /Find or do anything/ });
  await userEvent.click(button);
  await expect.element(field()).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(field()).not.toBeInTheDocument();
  await expect.element(button).toHaveFocus();
});

test('what needs somebody comes first, before anything is typed', async () => {
  await openWith('');
  await expect.element(page.getByRole('group', { name: 'Needs you' })).toBeVisible();
  await expect.element(option(/Roll back api in prod to v40/)).toHaveAttribute('aria-selected', 'true');
});

test.each([
  ['his', 'History'],
  ['promote web staging prod', 'Promote web from staging to prod'],
  ['prod web staging promote', 'Promote web from staging to prod'],
  ['pwsp', 'Promote web from staging to prod'],
  ['deploy web v16 prod', 'Deploy web v16 to prod'],
  ['build photos', 'Build photos v10'],
  ['rollback web dev', 'Roll back web in dev to v15'],
  ['heal api st', 'Heal api in staging'],
  ['logs postgres prod', 'Logs of postgres in prod'],
  ['output web dev', 'Logs of web in dev'],
  ['dark', 'Theme: dark'],
  ['doctor', 'Doctor: check everything'],
  ['drift', 'Drift: scan for differences'],
  ['mute', 'Pause notifications for an hour'],
  ['nuc-2', 'Host nuc-2'],
])('%s finds first: %s', async (query, label) => {
  await openWith(query);
  const best = document.querySelector('[role=option][aria-selected=true]');
  await vi.waitFor(() => expect(best?.textContent).toContain(label));
  expect(field().element().getAttribute('aria-activedescendant')).toBe(best?.id);
});

test('an action that changes what runs opens its plan, and does nothing by itself', async () => {
  const bridge = createFakeBridge(sampleHouse(), { 'deployments.plan': () => samplePlanView() });
  await openWith('promote web staging prod{Enter}', bridge);
  await expect.element(page.getByRole('dialog', { name: /^Promote web/ })).toBeVisible();
  expect(bridge.inputsOf('deployments.plan')).toEqual([
    { kind: 'promote', app: 'web', environment: 'prod', from: 'staging' },
  ]);
  expect(bridge.inputsOf('deployments.start')).toEqual([]);
});

test('once it has begun elsewhere than on the board, one is told, and led there', async () => {
  const bridge = createFakeBridge(sampleHouse(), {
    'deployments.plan': () => samplePlanView(),
    'deployments.start': () => ({ operation: 'op-9' }),
  });
  await openWith('promote web staging prod{Enter}', bridge);
  await expect.element(page.getByRole('button', { name: 'Promote' })).not.toHaveAttribute('aria-disabled');
  await userEvent.keyboard('{Enter}');
  await userEvent.click(page.getByRole('button', { name: 'Show on the board' }));
  expect(window.location.hash).toBe('#/board');
});

test('while a sheet asks something, it does not open over it', async () => {
  const bridge = createFakeBridge(sampleHouse(), { 'deployments.plan': () => samplePlanView() });
  await openWith('promote web staging prod{Enter}', bridge);
  await expect.element(page.getByRole('dialog', { name: /^Promote web/ })).toBeVisible();
  await open();
  await expect.element(field()).not.toBeInTheDocument();
});

test('arrow keys go round, and a place is gone to', async () => {
  await openWith('theme');
  await expect.element(option(/Theme: dark/)).toBeVisible();
  const labels = [...document.querySelectorAll('[role=option]')].map(({ textContent }) => textContent);
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(option(labels.at(-1) ?? '')).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(option(labels[0] ?? '')).toHaveAttribute('aria-selected', 'true');
  await userEvent.clear(field());
  await userEvent.keyboard('history of web{Enter}');
  expect(window.location.hash).toBe('#/history?app=web');
});

test('what was used lately is offered first the next time', async () => {
  const bridge = await openWith('space{Enter}');
  expect(window.location.hash).toBe('#/space');
  await open();
  const lately = page.getByRole('group', { name: 'Used lately' });
  await expect.element(lately.getByRole('option', { name: /Space/ })).toBeVisible();
  expect(bridge.calls.filter(({ name }) => name === 'deployments.start')).toEqual([]);
});

test('a theme is chosen by the core, and pausing says until when', async () => {
  const bridge = createFakeBridge(sampleHouse(), {
    'preferences.set': () => DEFAULT_PREFERENCES,
    'notices.pause': () => DEFAULT_PREFERENCES,
  });
  await openWith('theme dark{Enter}', bridge);
  await vi.waitFor(() => expect(bridge.inputsOf('preferences.set')).toEqual([{ theme: 'dark' }]));
  const before = Date.now();
  await open();
  await userEvent.keyboard('pause hour{Enter}');
  await vi.waitFor(() => expect(bridge.inputsOf('notices.pause')).toHaveLength(1));
  expect(bridge.inputsOf('notices.pause')[0]?.until).toBeGreaterThanOrEqual(before + 3_600_000);
});

test('what nobody has is said, with what would be found', async () => {
  await openWith('zzqx');
  await expect.element(page.getByText(/Nothing is called that/)).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(field()).toBeVisible();
});

test('in a house of a thousand placements, the one that is meant is among the first', async () => {
  await openWith('logs app-137 prod', createFakeBridge(manyPlacements(NOON)));
  await expect.element(option('Logs of app-137 in prod')).toHaveAttribute('aria-selected', 'true');
  await userEvent.clear(field());
  await userEvent.keyboard('deploy');
  await expect.element(page.getByText(/^The best 50 of /)).toBeVisible();
});

test.each(['light', 'dark'] as const)('in the %s theme, axe finds nothing wrong with it', async (theme) => {
  const preferences = { ...DEFAULT_PREFERENCES, theme };
  await openWith('', createFakeBridge(sampleHouse({ preferences, at: NOON })));
  await expect.element(option(/Roll back api/)).toBeVisible();
  expect(await checkAccessibility()).toEqual([]);
  await userEvent.keyboard('web prod');
  await expect.element(option(/Promote web from dev to prod/)).toBeVisible();
  expect(await checkAccessibility()).toEqual([]);
});
