import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { DeploymentDetail } from '../../shared/model/deployment-views.ts';
import type { LiveDeployment } from '../../shared/model/house.ts';
import { openBoard } from './board/open-board.tsx';
import { samplePlanView } from './board/board-answers.ts';
import { NOON, sampleLive, samplePlacement } from './support/sample-house.ts';

const KEY = 'api/dev/laptop';

/** The sample deployment with so many of its steps done. */
function withSteps(done: number, change: Partial<LiveDeployment> = {}): LiveDeployment {
  const live = sampleLive();
  return {
    ...live,
    steps: live.plan.slice(0, done + 1).map(({ name }, index) => ({
      index,
      name,
      state: index < done ? ('done' as const) : ('running' as const),
      startedAt: NOON - 1400 + index * 100,
    })),
    ...change,
  };
}

const RECEIPT = {
  probes: 431,
  failures: 0,
  longestGapMs: 12.4,
  latencyP50Ms: 2,
  latencyP95Ms: 4,
  switchMs: 3.2,
  untilServingMs: 2210,
  via: 'port' as const,
  failureSamples: [],
};

function ended(change: Partial<LiveDeployment['deployment']>): LiveDeployment {
  const live = withSteps(10);
  return {
    ...live,
    deployment: { ...live.deployment, endedAt: NOON, durationMs: 12_400, state: 'live', ...change },
  };
}

test('a card that is deployed to shows its steps, its probes, both berths and who began it', async () => {
  const board = await openBoard();
  expect(board.card(KEY).textContent).toBe('v42by ada1 sservingv41startingv42ready 2 of 3412 probes, 0 lost');
  await expect
    .element(page.getByRole('progressbar', { name: 'Steps of api v42' }))
    .toHaveAttribute('aria-valuetext', 'ready, now');
  await expect
    .element(page.getByRole('progressbar', { name: 'v42 to dev: 5 of 10 steps done' }))
    .toHaveAttribute('aria-valuenow', '50');
  await expect
    .element(
      page.getByRole('img', { name: 'blue serving v41; green starting v42; the gate is open to blue' }),
    )
    .toBeVisible();
});

test('the gate is seen to swing when the deployment switches', async () => {
  const board = await openBoard();
  board.bridge.emit({ type: 'deployment.switched', live: withSteps(7) });
  await expect
    .element(page.getByRole('img', { name: 'blue warm v41; green serving v42; the gate is open to green' }))
    .toBeVisible();
});

test('a deployment of another process is followed, and cannot be cancelled from here', async () => {
  const board = await openBoard();
  expect(board.card(KEY).querySelector('[aria-label^="Cancel"]')).toBeNull();
});

test('one of our own can be cancelled', async () => {
  const board = await openBoard(
    { 'operations.cancel': () => null },
    { live: [sampleLive({ operation: 'op-7' })] },
  );
  await page.getByRole('button', { name: 'Cancel the deployment of api v42 to dev' }).click();
  expect(board.bridge.inputsOf('operations.cancel')).toEqual([{ operation: 'op-7' }]);
});

test('a lost probe is said loudly, and so is what interrupts', async () => {
  const board = await openBoard(
    {},
    {
      live: [
        sampleLive({
          probes: { sent: 10, failed: 2 },
          interruptions: [{ kind: 'hold', why: 'both would write to `data`' }],
        }),
      ],
    },
  );
  expect(board.card(KEY).textContent).toContain('10 probes, 2 lost');
  expect(board.card(KEY).textContent).toContain('requests are held');
});

test('afterwards the card is the receipt, with a way to undo it, until it is put away', async () => {
  const board = await openBoard();
  board.bridge.emit({ type: 'deployment.ended', live: ended({ receipt: RECEIPT }) });
  board.bridge.emit({
    type: 'placement.changed',
    placement: samplePlacement('api', 'dev', 'laptop', 42, {
      active: 'green',
      blue: { state: 'warm', version: 41 },
      green: { state: 'serving', version: 42 },
      deployment: 'd-77',
    }),
  });
  const receipt = page.getByRole('group', { name: 'Receipt' });
  await expect
    .poll(() => receipt.query()?.textContent)
    .toBe('431 probes, 0 lostgap 12 msswitch 3.2 ms12.4 s in allDetailsUndo');
  await expect
    .element(receipt.getByRole('link', { name: 'Details' }))
    .toHaveAttribute('href', '#/deployments/d-77');
  await receipt.getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByRole('dialog')).toHaveAccessibleName('Back to api v13 in dev');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Put the receipt away' }).click();
  await expect.poll(() => receipt.query()).toBeNull();
  expect(board.card(KEY).textContent).toContain('well 1/1');
});

test('a rollback is undone by going forward again', async () => {
  const board = await openBoard({
    'deployments.plan': () =>
      samplePlanView({ kind: 'rollback', app: 'api', environment: 'dev', host: 'laptop', version: 41 }),
  });
  board.bridge.emit({
    type: 'deployment.ended',
    live: ended({ kind: 'rollback', version: 40, receipt: RECEIPT }),
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => board.bridge.inputsOf('deployments.plan'))
    .toEqual([{ kind: 'rollback', app: 'api', environment: 'dev', version: 41 }]);
});

test('the next deployment takes the place of the receipt', async () => {
  const board = await openBoard();
  board.bridge.emit({ type: 'deployment.ended', live: ended({ receipt: RECEIPT }) });
  await expect.element(page.getByRole('group', { name: 'Receipt' })).toBeVisible();
  board.bridge.emit({ type: 'deployment.changed', live: withSteps(1) });
  await expect.poll(() => page.getByRole('group', { name: 'Receipt' }).query()).toBeNull();
  await expect.element(page.getByRole('progressbar', { name: /1 of 10 steps/ })).toBeVisible();
});

test('one that failed says why, with the first evidence, and what serves now', async () => {
  const error = {
    code: 'ready.failed',
    message: 'api v42 did not become ready within 60 s.',
    details: {},
  } as const;
  const live = ended({ state: 'failed', error });
  await openBoard({
    'deployments.get': () =>
      ({
        deployment: live.deployment,
        host: 'laptop',
        steps: live.steps,
        evidence: [
          {
            container: 'twinberth-api-dev-green-1',
            replica: 1,
            exitCode: 1,
            oomKilled: false,
            state: 'exited',
            logLines: ['starting', 'Error: connect ECONNREFUSED 10.0.0.5:5432', ''],
            healthLog: [],
          },
        ],
        serving: { version: 41, colour: 'blue' },
      }) as unknown as DeploymentDetail,
  }).then(({ bridge }) => bridge.emit({ type: 'deployment.ended', live }));
  const failure = page.getByRole('group', { name: 'v42 failed' });
  await expect.element(failure.getByText('api v42 did not become ready within 60 s.')).toBeVisible();
  await expect.element(failure.getByText('Error: connect ECONNREFUSED 10.0.0.5:5432')).toBeVisible();
  await expect.element(failure.getByText('v41 serves in blue.')).toBeVisible();
});

test('a first deployment that failed leaves an empty place with its reason', async () => {
  const live = {
    ...ended({
      app: 'photos',
      state: 'failed',
      version: 9,
      error: { code: 'ready.failed', message: 'It ended.', details: {} },
    }),
    key: 'photos/dev/laptop',
  };
  const board = await openBoard();
  board.bridge.emit({ type: 'deployment.ended', live });
  await expect.poll(() => board.card('photos/dev/laptop').textContent).toContain('It ended.');
  expect(board.card('photos/dev/laptop').textContent).toContain('Nothing serves there now.');
});
