import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openBoard } from './board/open-board.tsx';
import { checkAccessibility } from './support/check-accessibility.ts';

const sheet = () => page.getByRole('dialog');
const promote = () => sheet().getByRole('button', { name: 'Promote' });
const allow = () => sheet().getByRole('button', { name: 'Allow this command' });

async function openSheet() {
  const allowed: string[] = [];
  const command = 'pass show web/prod/token';
  const board = await openBoard({
    'secrets.pending': ({ app, environment }) =>
      allowed.includes(command)
        ? []
        : [{ app, environment: environment ?? 'prod', variable: 'TOKEN', command }],
    'secrets.allow': ({ commands }) => {
      allowed.push(...commands);
      return null;
    },
  });
  board.card('web/staging/nuc-1').focus();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await page.getByRole('menuitem', { name: 'Promote to prod…' }).click();
  await expect.element(sheet()).toBeVisible();
  return { ...board, allowed, command };
}

test('nothing is promoted before the command that a secret comes from was allowed', async () => {
  const { bridge, allowed, command } = await openSheet();
  await expect.element(sheet().getByText(command)).toBeVisible();
  await expect
    .element(sheet().getByText('TOKEN is what this command prints', { exact: false }))
    .toBeVisible();
  await expect.element(promote()).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('{Enter}');
  expect(bridge.calls.filter(({ name }) => name === 'deployments.start')).toEqual([]);
  expect(await checkAccessibility(document.body)).toEqual([]);

  await allow().click();
  await expect.element(promote()).not.toHaveAttribute('aria-disabled');
  expect(allowed).toEqual([command]);
  await expect.element(allow()).not.toBeInTheDocument();
  await promote().click();
  await expect.poll(() => bridge.calls.filter(({ name }) => name === 'deployments.start').length).toBe(1);
});

test('a command that cannot be allowed is told apart from commands that are not known, which are asked for again', async () => {
  const { bridge, command } = await openSheet();
  await expect.element(sheet().getByText(command)).toBeVisible();
  const full = { code: 'internal' as const, message: 'The disk is full.', details: {} };
  bridge.answer({ 'secrets.allow': () => full });
  await allow().click();
  await expect.element(sheet().getByText('The command could not be allowed')).toBeVisible();
  await expect.element(sheet().getByText('It is not known which commands')).not.toBeInTheDocument();

  const away = { ...full, message: 'The file cannot be read.', retry: true };
  bridge.answer({ 'secrets.pending': () => away, 'secrets.allow': () => null });
  await allow().click();
  await expect.element(sheet().getByText('It is not known which commands it needs')).toBeVisible();
  await expect.element(sheet().getByText('The command could not be allowed')).not.toBeInTheDocument();
  bridge.answer({ 'secrets.pending': () => [] });
  await sheet().getByRole('button', { name: 'Try again' }).click();
  await expect.element(promote()).not.toHaveAttribute('aria-disabled');
});
