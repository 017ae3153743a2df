import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { untilBegun } from '../../renderer/sheets/until-begun.ts';
import { watchedOperations } from '../../renderer/sheets/watched-operations.ts';
import { createHouseStore } from '../../renderer/store/create-house-store.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { openBoard, type OpenBoard } from './board/open-board.tsx';
import { samplePlanView, sampleRelease } from './board/board-answers.ts';
import { NOON, samplePlacement } from './support/sample-house.ts';

const sheet = () => page.getByRole('dialog');

async function openSheet(
  item: string,
  answers: Parameters<typeof openBoard>[0] = {},
  key = 'web/staging/nuc-1',
): Promise<OpenBoard> {
  const board = await openBoard(answers);
  board.card(key).focus();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await page.getByRole('menuitem', { name: item }).click();
  await expect.element(sheet()).toBeVisible();
  return board;
}

const runs: Operation = {
  id: 'op-1',
  kind: 'deployment',
  title: 'Promote web v15 to prod',
  app: 'web',
  environment: 'prod',
  state: 'running',
  startedAt: NOON,
  text: '',
  cancellable: true,
};

test('the release that was shown is deployed, also when nobody chose one', async () => {
  const board = await openSheet(
    'Deploy a release…',
    {
      'releases.list': () => [{ release: sampleRelease('web', 16), runs: [], approvals: [] }],
      'deployments.plan': () => samplePlanView({ kind: 'deploy', version: 16 }),
    },
    'web/prod/nuc-1',
  );
  await expect.element(sheet()).toHaveAccessibleName('Deploy web v16 to prod');
  await sheet().getByRole('button', { name: 'Deploy' }).click();
  await expect
    .poll(() => board.bridge.inputsOf('deployments.start')[0])
    .toMatchObject({ kind: 'deploy', version: 16 });
});

test('a plan that cannot be made again is not called the new one: why is said, and it is asked for again', async () => {
  const message = 'The engine of nuc-1 does not answer.';
  const board = await openSheet('Promote to prod…');
  await expect.element(sheet().getByText('v13 in blue', { exact: false })).toBeVisible();
  board.bridge.answer({
    'deployments.plan': () => ({ code: 'engine.unreachable', message, details: {}, retry: true }),
  });
  board.bridge.emit({ type: 'placement.changed', placement: samplePlacement('web', 'prod', 'nuc-1', 14) });
  await expect.element(sheet().getByText(message)).toBeVisible();
  await expect.element(sheet().getByText(/This is the new plan/)).not.toBeInTheDocument();
  board.bridge.answer({
    'deployments.plan': () => samplePlanView({ fromVersion: 14 }, { serving: 'd-web-prod-14' }),
  });
  await sheet().getByRole('button', { name: 'Try again' }).click();
  await expect.element(sheet().getByText(/v14 serves there now: .* This is the new plan/)).toBeVisible();
  await expect.element(sheet().getByText(message)).not.toBeInTheDocument();
});

test.each([
  ['after the core has answered', true],
  ['before the core has answered', false],
])(
  'a sheet that is left while it begins says nothing, and leaves what comes to others: %s',
  async (_, early) => {
    const answer = Promise.withResolvers<{ operation: string }>();
    const board = await openSheet('Promote to prod…', { 'deployments.start': () => answer.promise });
    const promote = sheet().getByRole('button', { name: 'Promote' });
    await expect.element(sheet().getByText('v13 in blue', { exact: false })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(promote).toHaveAttribute('aria-busy', 'true');
    board.bridge.emit({ type: 'operation.changed', operation: runs });
    if (early) answer.resolve({ operation: runs.id });
    if (early) await expect.poll(() => watchedOperations.has(runs.id)).toBe(true);
    await userEvent.keyboard('{Escape}');
    await expect.element(sheet()).not.toBeInTheDocument();
    answer.resolve({ operation: runs.id });
    await answer.promise;
    await expect.poll(() => watchedOperations.has(runs.id)).toBe(false);
    expect(document.body.textContent).not.toContain(': begun');
  },
);

test('whoever has left does not wait, and an operation that is gone after the way was lost is waited for no longer', async () => {
  const house = createHouseStore();
  await expect(untilBegun(house, runs.id, AbortSignal.abort())).resolves.toBe('left');
  expect(watchedOperations.has(runs.id)).toBe(false);

  house.setState({ operations: { [runs.id]: runs } });
  const waited = untilBegun(house, runs.id, new AbortController().signal);
  house.setState({ operations: {} });
  await expect(waited).resolves.toBe('begun');
  expect(watchedOperations.has(runs.id)).toBe(false);

  house.setState({ operations: { [runs.id]: runs } });
  const controller = new AbortController();
  const left = untilBegun(house, runs.id, controller.signal);
  controller.abort();
  await expect(left).resolves.toBe('left');
});
