import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openBoard, type OpenBoard } from './board/open-board.tsx';
import { samplePlanView, sampleWayBack } from './board/board-answers.ts';
import { checkAccessibility } from './support/check-accessibility.ts';

const sheet = () => page.getByRole('dialog');

async function openSheet(answers: Parameters<typeof openBoard>[0] = {}): Promise<OpenBoard> {
  const board = await openBoard({
    'rollbacks.preview': () =>
      sampleWayBack({
        to: { version: 12, deployment: 'd-12', source: 'start', colour: 'green' },
        lastMs: 1240,
      }),
    'deployments.plan': () => samplePlanView({ kind: 'rollback', version: 12 }),
    ...answers,
  });
  await page.getByRole('button', { name: 'Roll back to v12' }).click();
  await expect.element(sheet()).toBeVisible();
  return board;
}

test('one press says where it leads, how, and how long that took; Enter does it', async () => {
  const board = await openSheet();
  await expect.element(sheet()).toHaveAccessibleName('Back to web v12 in prod');
  await expect
    .element(sheet().getByText('Its stopped containers are started, checked, and then the gate swings.'))
    .toBeVisible();
  await expect.element(sheet().getByText('1.2 s')).toBeVisible();
  await expect.element(sheet().getByText('Nobody is interrupted.')).toBeVisible();
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => board.bridge.inputsOf('deployments.start'))
    .toEqual([
      {
        kind: 'rollback',
        app: 'web',
        environment: 'prod',
        expect: { serving: 'd-web-prod-13', host: 'nuc-1' },
      },
    ]);
  await expect.poll(() => sheet().query()).toBeNull();
});

test('Escape leaves it', async () => {
  const board = await openSheet();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => sheet().query()).toBeNull();
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
});

test('where there is nothing to go back to it says why, and offers nothing', async () => {
  const refusal = 'There is nothing to roll web in prod back to: v13 is the first good deployment there.';
  const board = await openSheet({ 'rollbacks.preview': () => ({ refusal }) });
  await expect.element(sheet().getByText(refusal).first()).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
});

test('what it interrupts is said', async () => {
  await openSheet({
    'deployments.plan': () =>
      samplePlanView({ kind: 'rollback', interruptions: [{ kind: 'hold', why: '`data` has one writer' }] }),
  });
  await expect.element(sheet().getByText('This interrupts: `data` has one writer.')).toBeVisible();
});

test('nothing is confirmed before it is known whom it interrupts', async () => {
  let found: (view: ReturnType<typeof samplePlanView>) => void = () => undefined;
  const board = await openSheet({ 'deployments.plan': () => new Promise((resolve) => (found = resolve)) });
  await expect.element(sheet().getByText('Finding out whom it interrupts…')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
  found(
    samplePlanView({ kind: 'rollback', interruptions: [{ kind: 'hold', why: '`data` has one writer' }] }),
  );
  await expect.element(sheet().getByText('This interrupts: `data` has one writer.')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => board.bridge.inputsOf('deployments.start').length).toBe(1);
});

test('where that cannot be found out it is said, and going back is still possible', async () => {
  const board = await openSheet({
    'deployments.plan': () => ({
      code: 'engine.unreachable',
      message: 'nuc-1 does not answer.',
      details: {},
    }),
  });
  await expect.element(sheet().getByText('It is not known whom it interrupts')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => board.bridge.inputsOf('deployments.start').length).toBe(1);
});

test('another who was faster is told of, and nothing is done', async () => {
  const message = 'v14 serves in prod now. Look at the new plan and try again.';
  const board = await openSheet({
    'deployments.start': () => ({ code: 'plan.outdated', message, details: {} }),
  });
  await expect.element(sheet().getByText('1.2 s')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(sheet().getByText(message)).toBeVisible();
  await expect.poll(() => board.bridge.inputsOf('rollbacks.preview').length).toBe(2);
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong with it', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  await openSheet();
  await expect.element(sheet().getByText('Nobody is interrupted.')).toBeVisible();
  expect(await checkAccessibility(document.body)).toEqual([]);
});
