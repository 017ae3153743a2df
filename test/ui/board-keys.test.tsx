import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { useAnnouncement } from '../../renderer/ui/announce.ts';
import { openBoard } from './board/open-board.tsx';
import { sampleVerdicts, SOAKING } from './board/board-answers.ts';

const STAGING = 'web/staging/nuc-1';
const heard = (): string => useAnnouncement.getState().urgent.trim();
const focused = (): string | null => document.activeElement?.getAttribute('aria-label') ?? null;
const sheet = () => page.getByRole('dialog');

beforeEach(() => {
  useAnnouncement.setState({ polite: '', urgent: '' });
});

test('Tab reaches one card, and arrows go to the others', async () => {
  await openBoard();
  await userEvent.tab();
  await userEvent.tab();
  expect(focused()).toBe('web in dev on laptop, v16 serves, well 1/1');
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toBe('web in staging on nuc-1, v15 serves, well 1/1, v16 is newer');
  await userEvent.keyboard('{ArrowDown}');
  expect(focused()).toBe('api in staging on nuc-1, v41 serves, well 2/2, drift 2');
  await userEvent.keyboard('{ArrowLeft}{ArrowDown}');
  expect(focused()).toBe('postgres is not in dev');
  await userEvent.keyboard('{Home}');
  expect(document.activeElement?.textContent).toBe('postgres');
  await userEvent.keyboard('{Control>}{End}{/Control}');
  expect(focused()).toBe('photos in prod on nuc-1, v8 serves, well 1/1, v9 is newer');
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  expect(document.activeElement?.textContent).toBe('web');
});

test('Tab goes from the card into its own buttons', async () => {
  const board = await openBoard();
  board.card('web/dev/laptop').focus();
  const names: (string | null)[] = [];
  for (let step = 0; step < 3; step += 1) {
    await userEvent.tab();
    names.push(focused());
  }
  expect(names).toEqual(['Roll back to v15', 'Actions for web in dev', 'Open http://127.0.0.1:18016/']);
});

test('a card is picked up, taken to a lane that takes it, and dropped; what lanes say is announced', async () => {
  const board = await openBoard();
  board.card(STAGING).focus();
  await expect.poll(() => board.bridge.inputsOf('promotions.check').length).toBe(1);
  await userEvent.keyboard(' ');
  await expect.poll(heard).toMatch(/^Picked up web v15 in staging\. Left and right choose a lane/);
  await userEvent.keyboard('{ArrowLeft}');
  await expect
    .poll(heard)
    .toBe('dev does not take it. dev comes before staging: releases are promoted to later lanes.');
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(heard).toBe('staging, where it is.');
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(heard).toBe('prod takes it: v15 instead of v13.');
  await userEvent.keyboard('{Enter}');
  await expect.element(sheet()).toHaveAccessibleName('Promote web v15 to prod');
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => board.bridge.inputsOf('deployments.start'))
    .toEqual([
      {
        kind: 'promote',
        app: 'web',
        from: 'staging',
        environment: 'prod',
        version: 15,
        expect: { serving: 'd-web-prod-13' },
      },
    ]);
  await expect.poll(() => document.activeElement?.getAttribute('data-card')).toBe('web/prod/nuc-1');
});

test('the key that dropped the card, held down, confirms nothing', async () => {
  const board = await openBoard();
  board.card(STAGING).focus();
  await userEvent.keyboard(' {ArrowRight}{Enter}');
  await expect.element(sheet().getByRole('button', { name: 'Promote' })).toHaveFocus();
  const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
  expect(document.activeElement?.dispatchEvent(held)).toBe(false);
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
});

test('Escape puts the card back, a lane that needs a reason says so', async () => {
  const board = await openBoard({ 'promotions.check': () => sampleVerdicts(SOAKING) });
  board.card(STAGING).focus();
  await expect.poll(() => board.bridge.inputsOf('promotions.check').length).toBe(1);
  await userEvent.keyboard('{Enter}{ArrowRight}');
  await expect
    .poll(heard)
    .toBe(
      'prod does not take it without a reason. prod takes a release after 1 h in staging; web:v15 has 12 min left.',
    );
  await userEvent.keyboard('{Escape}');
  await expect.poll(heard).toBe('web v15 is back in staging. Nothing was done.');
  expect(sheet().query()).toBeNull();
  expect(document.activeElement).toBe(board.card(STAGING));
});

test('an answer that comes late is announced when it comes', async () => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const board = await openBoard({
    'promotions.check': async () => {
      await answered;
      return sampleVerdicts();
    },
  });
  board.card(STAGING).focus();
  await userEvent.keyboard(' {ArrowRight}');
  await expect.poll(heard).toBe('prod: being asked whether it takes v15.');
  answer();
  await expect.poll(heard).toBe('prod takes it: v15 instead of v13.');
});

test('a drop on its own lane does nothing and says so', async () => {
  const board = await openBoard();
  board.card(STAGING).focus();
  await userEvent.keyboard('  ');
  await expect.element(page.getByText('web v15 stays in staging. Nothing was done.').first()).toBeVisible();
  expect(sheet().query()).toBeNull();
});

test('the menu runs the same command', async () => {
  const board = await openBoard();
  board.card(STAGING).focus();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await expect.element(page.getByRole('menu', { name: 'Actions for web in staging' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Promote to prod…' }).click();
  await expect.element(sheet()).toHaveAccessibleName('Promote web v15 to prod');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => board.bridge.inputsOf('deployments.start')[0])
    .toMatchObject({ kind: 'promote', app: 'web', from: 'staging', environment: 'prod' });
});

test('a card that is being deployed to is not picked up', async () => {
  const board = await openBoard();
  board.card('api/dev/laptop').focus();
  await userEvent.keyboard(' ');
  await expect.element(page.getByText(/api in dev is being deployed/).first()).toBeVisible();
  expect(board.zones()).toEqual([]);
});
