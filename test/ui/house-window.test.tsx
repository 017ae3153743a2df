import { expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fetchPart } from '../../renderer/app/fetch-part.ts';
import { DEFAULT_PREFERENCES } from '../../renderer/store/house-state.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge } from './support/fake-bridge.ts';
import { manualClock } from './support/manual-clock.ts';
import { NOON, sampleHost, sampleHouse } from './support/sample-house.ts';
import { showWindow } from './support/show-window.tsx';

const ALL_HERE = { hosts: [sampleHost('laptop'), sampleHost('nuc-1')] };
const DAMAGED: ErrorReply = {
  code: 'history.damaged',
  message: 'The history in /home/ada is damaged. `twinberth doctor` says more.',
  details: {},
};

const board = () => page.getByRole('heading', { level: 1, name: 'Board' });

test('until the house is known, the window keeps the place of its screen and claims nothing', async () => {
  const bridge = createFakeBridge(sampleHouse(ALL_HERE));
  const known = Promise.withResolvers<ReturnType<typeof sampleHouse>>();
  bridge.answer({ 'house.get': () => known.promise });
  await showWindow('#/board', bridge);
  await expect.element(page.getByRole('status').filter({ hasText: 'Opening' })).toBeInTheDocument();
  await expect.element(page.getByText('Nothing moored yet')).not.toBeInTheDocument();
  known.resolve(sampleHouse(ALL_HERE));
  await expect.element(board()).toBeVisible();
  await expect.element(page.getByText('Opening')).not.toBeInTheDocument();
});

test('a house that cannot be read says why and leads to the doctor; it is there as soon as it can be read', async () => {
  const bridge = createFakeBridge(sampleHouse(ALL_HERE), { 'doctor.run': () => DAMAGED });
  bridge.answer({ 'house.get': () => DAMAGED });
  const { container } = await showWindow('#/board', bridge);
  await expect.element(page.getByText(DAMAGED.message)).toBeVisible();
  expect(await checkAccessibility(container)).toEqual([]);
  await userEvent.click(page.getByRole('link', { name: 'doctor' }));
  await expect.element(page.getByRole('tab', { name: 'Doctor' })).toHaveAttribute('aria-selected', 'true');
  window.location.hash = '#/board';
  bridge.answer({ 'house.get': () => sampleHouse(ALL_HERE) });
  await expect.element(board(), { timeout: 8000 }).toBeVisible();
});

test('a way that is lost is said with its time, what is shown loses its colours, and all heals by itself', async () => {
  const bridge = createFakeBridge(sampleHouse(ALL_HERE));
  const clock = manualClock(Date.now());
  const { container } = await showWindow('#/board', bridge, clock);
  await expect.element(page.getByText('postgres').first()).toBeVisible();
  const serving = () => page.getByText('blue', { exact: true }).first().element();
  const colour = getComputedStyle(serving()).color;

  bridge.connect(false);
  await expect.element(page.getByText(/was lost/)).not.toBeInTheDocument();
  clock.advance(200_000);
  await expect.element(page.getByText(/The connection to Twinberth was lost/)).toBeVisible();
  await expect.element(page.getByText(/3 min ago/).first()).toBeVisible();
  // A colour on its way from one to another is neither.
  await vi.waitFor(() => expect(getComputedStyle(serving()).color).not.toBe(colour));
  expect(await checkAccessibility(container)).toEqual([]);

  bridge.connect(true);
  await expect.element(page.getByText(/The connection to Twinberth was lost/)).not.toBeInTheDocument();
  await vi.waitFor(() => expect(getComputedStyle(serving()).color).toBe(colour));
});

test('a host that does not answer is named with its very words, and the line can be put away', async () => {
  const bridge = createFakeBridge(sampleHouse(ALL_HERE));
  await showWindow('#/apps', bridge);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Apps' })).toBeVisible();
  const away = (name: string, message: string) =>
    bridge.emit({
      type: 'host.changed',
      host: sampleHost(name, {
        state: 'away',
        since: NOON - 180_000,
        problem: { code: 'engine.unreachable', message, details: {}, retry: true },
      }),
    });
  away('nuc-1', 'connect ECONNREFUSED 10.0.0.7:2376.');
  await expect
    .element(page.getByText(/went away 3 min ago: connect ECONNREFUSED 10\.0\.0\.7:2376\./))
    .toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Hide this' }));
  await expect.element(page.getByText(/ECONNREFUSED/)).not.toBeInTheDocument();
  away('laptop', 'There is no socket.');
  await expect.element(page.getByText('2 hosts')).toBeVisible();
  bridge.emit({ type: 'host.changed', host: sampleHost('laptop') });
  bridge.emit({ type: 'host.changed', host: sampleHost('nuc-1') });
  await expect.element(page.getByText('2 hosts')).not.toBeInTheDocument();
});

test('Ctrl with plus, minus and nought changes the size, and the core keeps it', async () => {
  const bridge = createFakeBridge(sampleHouse(ALL_HERE), {
    'preferences.set': ({ zoom = 1 }) => {
      const preferences = { ...DEFAULT_PREFERENCES, zoom };
      bridge.emit({ type: 'preferences.changed', preferences });
      return preferences;
    },
  });
  await showWindow('#/apps', bridge);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Apps' })).toBeVisible();
  const zoom = () => document.documentElement.style.getPropertyValue('--zoom');
  await userEvent.keyboard('{Control>}+{/Control}');
  await vi.waitFor(() => expect(zoom()).toBe('1.1'));
  await userEvent.keyboard('{Control>}-{/Control}');
  await vi.waitFor(() => expect(zoom()).toBe('1'));
  await userEvent.keyboard('{Control>}-{/Control}');
  await vi.waitFor(() => expect(zoom()).toBe('0.9'));
  await userEvent.keyboard('{Control>}0{/Control}');
  await vi.waitFor(() => expect(zoom()).toBe('1'));
  expect(bridge.inputsOf('preferences.set')).toEqual([
    { zoom: 1.1 },
    { zoom: 1 },
    { zoom: 0.9 },
    { zoom: 1 },
  ]);
});

test('a part of the program that did not arrive is fetched again, and one that never does is an error', async () => {
  const load = vi.fn<() => Promise<string>>();
  load.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue('here');
  await expect(fetchPart(load)).resolves.toBe('here');
  expect(load).toHaveBeenCalledTimes(2);
  load.mockReset().mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(fetchPart(load)).rejects.toThrow('Failed to fetch');
});

test('two that ask for a part at once share one fetching of it, and it is asked for anew after it failed', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValue(new TypeError('Failed to fetch'));
  const both = [fetchPart(load), fetchPart(load)];
  for (const one of both) await expect(one).rejects.toThrow('Failed to fetch');
  expect(load).toHaveBeenCalledTimes(3);
  load.mockResolvedValue('here');
  await expect(fetchPart(load)).resolves.toBe('here');
  expect(load).toHaveBeenCalledTimes(4);
});

test('a style sheet that two parts wait for is fetched anew once, and holds neither of them up', async () => {
  const link = document.createElement('link');
  const { promise: lost, resolve } = Promise.withResolvers<unknown>();
  link.addEventListener('error', resolve);
  link.rel = 'stylesheet';
  // Nothing answers there, and nothing is asked: browsers keep away from this port.
  link.href = 'http://127.0.0.1:1/lost.css';
  document.head.append(link);
  const ofPart = () => [...document.head.querySelectorAll<HTMLLinkElement>('link[href$="/lost.css"]')];
  onTestFinished(() => {
    for (const each of ofPart()) each.remove();
  });
  await lost;
  const part = () =>
    vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new TypeError('Unable to preload CSS'))
      .mockResolvedValue('here');
  await expect(Promise.all([fetchPart(part()), fetchPart(part())])).resolves.toEqual(['here', 'here']);
  expect(ofPart()).toHaveLength(1);
  expect(ofPart()).not.toContain(link);
});
