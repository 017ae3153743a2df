import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { BoardStage } from './board/BoardStage.tsx';
import { openBoard } from './board/open-board.tsx';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge } from './support/fake-bridge.ts';
import { manualClock } from './support/manual-clock.ts';
import {
  NOON,
  sampleApp,
  sampleHost,
  sampleHouse,
  sampleLane,
  samplePlacement,
} from './support/sample-house.ts';

const MINUTE = 60_000;

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong with the board', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const board = await openBoard();
  await document.fonts.ready;
  expect(board.container.querySelectorAll('[data-card]').length).toBe(10);
  expect(await checkAccessibility(board.container)).toEqual([]);
});

test('lanes stand in the order of promotion, with their hosts and what they ask for', async () => {
  const board = await openBoard();
  const heads = [...board.container.querySelectorAll('[data-lane]')].map((head) => head.textContent);
  expect(heads).toEqual(['devlaptop', 'stagingnuc-1tested', 'prodnuc-1tested · 1 h soak']);
});

test('a card says version, identity, health, replicas, age, drift and what is newer', async () => {
  const board = await openBoard();
  expect(board.card('api/staging/nuc-1').textContent).toBe('v419c41e08drift 21 dbluev41emptywell 2/2');
  expect(board.card('web/prod/nuc-1').textContent).toContain('v15');
  expect(board.card('postgres/prod/nuc-1').textContent).toContain('well 1/1 · single writer');
});

test('a failing card says what is wrong, and the way back is on it', async () => {
  const board = await openBoard();
  const card = page.elementLocator(board.card('api/prod/nuc-1'));
  await expect.element(card.getByText("the edge's check of replica 1 fails (L7STS 500).")).toBeVisible();
  expect(board.card('api/prod/nuc-1').textContent).toContain('failing 2 min');
  await card.getByRole('button', { name: 'back to v40, warm' }).click();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  expect(board.bridge.inputsOf('rollbacks.preview')).toEqual([
    { app: 'api', environment: 'prod', host: 'nuc-1' },
  ]);
});

test('held and locked placements say so, with who and since when', async () => {
  const board = await openBoard(
    {},
    {
      live: [],
      placements: [
        samplePlacement('web', 'prod', 'nuc-1', 13, {
          held: true,
          lock: { by: 'ben@nuc-9', since: NOON - 2 * MINUTE, purpose: 'deploy of v14' },
        }),
      ],
    },
  );
  const card = board.card('web/prod/nuc-1');
  expect(card.textContent).toContain('held');
  expect(card.querySelector('[title^="ben@nuc-9 holds the lock since "]')?.textContent).toBe('ben');
  expect(card.getAttribute('aria-label')).toContain('held, locked by ben@nuc-9');
});

test('where an app is not, the newest release can be deployed, if its file names the environment', async () => {
  const board = await openBoard(
    {},
    {
      live: [],
      placements: [],
      apps: [
        sampleApp('web', { newest: 16, environments: ['dev'] }),
        sampleApp('new', { environments: ['dev'] }),
      ],
    },
  );
  expect(page.getByRole('group', { name: 'web is not in prod' }).element().textContent).toContain(
    'its file does not name prod',
  );
  expect(page.getByRole('group', { name: 'new is not in dev' }).element().textContent).toContain(
    'build a release first',
  );
  await page
    .getByRole('group', { name: 'web is not in dev' })
    .getByRole('button', { name: 'Deploy v16' })
    .click();
  await expect
    .poll(() => board.bridge.inputsOf('deployments.plan'))
    .toEqual([{ kind: 'deploy', app: 'web', environment: 'dev', version: 16 }]);
});

test('cards of a host that is away say so, since when, and are shown as they last were', async () => {
  const board = await openBoard(
    {},
    {
      lanes: [sampleLane('prod', 0, { hosts: ['nuc-1', 'nuc-2'] })],
      placements: [samplePlacement('web', 'prod', 'nuc-1', 13), samplePlacement('web', 'prod', 'nuc-2', 13)],
      live: [],
    },
  );
  expect(board.card('web/prod/nuc-2').textContent).toContain('nuc-2 away 3 min, as it last was');
  expect(board.card('web/prod/nuc-1').textContent).toContain('well 1/1');
  expect(board.lane('prod').textContent).toContain('nuc-2 3 min');
  board.bridge.emit({ type: 'host.changed', host: sampleHost('nuc-2') });
  await expect.poll(() => board.card('web/prod/nuc-2').textContent).toContain('well 1/1');
});

test('an empty house says the next step', async () => {
  const house = sampleHouse({ apps: [], lanes: [], placements: [], live: [] });
  await render(<BoardStage bridge={createFakeBridge(house)} clock={manualClock(NOON)} />);
  await expect.element(page.getByRole('heading', { name: 'Nothing moored yet' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Add the first app' })).toBeVisible();
});

test('the longest names stay in their places', async () => {
  const app = 'a'.repeat(63);
  const lane = 'environment-with-the-longest-name-that-may-be-given-to-it-at-all';
  const host = 'host-with-the-longest-name-that-may-be-given-to-a-host-at-all-xx';
  const board = await openBoard(
    {},
    {
      live: [],
      hosts: [sampleHost(host)],
      lanes: [sampleLane(lane, 0, { hosts: [host, 'laptop'] }), sampleLane('b', 1, { hosts: [host] })],
      apps: [sampleApp(app, { newest: 999_999, next: 1_000_000, source: `registry/${'x'.repeat(120)}` })],
      placements: [
        samplePlacement(app, lane, host, 999_999, {
          problem: 'x'.repeat(400),
          health: 'down',
          back: { version: 999_998, source: 'create' },
          drift: { count: 9999, worst: 'serious', checkedAt: NOON },
          newer: 1_000_000,
          held: true,
        }),
      ],
    },
  );
  const card = board.card(`${app}/${lane}/${host}`);
  const cell = card.parentElement;
  // Half a pixel may be rounded up.
  expect(card.scrollWidth).toBeLessThanOrEqual(card.clientWidth + 1);
  expect(card.getBoundingClientRect().right).toBeLessThanOrEqual(cell?.getBoundingClientRect().right ?? 0);
  const grid = page.getByRole('grid').element();
  expect(grid.scrollWidth).toBeLessThanOrEqual(grid.clientWidth);
});

test('a build is begun in its row, shows how it goes there, and can be cancelled', async () => {
  const board = await openBoard({
    'releases.build': () => ({ operation: 'op-b' }),
    'operations.cancel': () => null,
  });
  await page.getByRole('button', { name: 'Build v17' }).click();
  expect(board.bridge.inputsOf('releases.build')).toEqual([{ app: 'web' }]);
  const build = {
    id: 'op-b',
    kind: 'build' as const,
    title: 'Build web',
    app: 'web',
    state: 'running' as const,
    startedAt: NOON - 41_000,
    text: 'step 4 of 9: RUN npm ci',
    progress: { current: 4, total: 9, unit: 'steps' as const },
    cancellable: true,
  };
  board.bridge.emit({ type: 'operation.changed', operation: build });
  const row = page.getByRole('group', { name: 'Build web' });
  await expect.element(row.getByText('step 4 of 9: RUN npm ci')).toBeVisible();
  await expect.element(row.getByText('41 s')).toBeVisible();
  const bar = row.getByRole('progressbar', { name: 'Build web' });
  await expect.element(bar).toHaveAttribute('aria-valuenow', '44');
  await row.getByRole('button', { name: 'Cancel: Build web' }).click();
  expect(board.bridge.inputsOf('operations.cancel')).toEqual([{ operation: 'op-b' }]);

  board.bridge.emit({
    type: 'operation.changed',
    operation: {
      ...build,
      state: 'done',
      endedAt: NOON,
      result: { kind: 'build', version: 17, reused: false, test: 'passed' },
    },
  });
  await expect.element(row.getByText('v17 built')).toBeVisible();
  await row.getByRole('button', { name: 'Put away' }).click();
  await expect.poll(() => row.query()).toBeNull();
});

test('a build that is refused says why', async () => {
  await openBoard({
    'releases.build': () => ({
      code: 'config.invalid',
      message: 'twinberth.yaml, line 3: unknown key `prot`.',
      details: {},
    }),
  });
  await page.getByRole('button', { name: 'Build v17' }).click();
  await expect.element(page.getByText('twinberth.yaml, line 3: unknown key `prot`.')).toBeVisible();
});

test('with 250 apps in 4 lanes only what is in sight is in the page, and keys reach the rest', async () => {
  const lanes = ['dev', 'test', 'staging', 'prod'].map((name, place) => sampleLane(name, place));
  const names = Array.from({ length: 250 }, (_, place) => `app-${String(place).padStart(3, '0')}`);
  const board = await openBoard(
    {},
    {
      live: [],
      lanes,
      apps: names.map((name) => sampleApp(name, { newest: 3 })),
      placements: names.flatMap((name) => lanes.map((lane) => samplePlacement(name, lane.name, 'laptop', 3))),
    },
  );
  expect(board.container.querySelectorAll('[data-card]').length).toBeLessThan(60);
  board.card('app-000/dev/laptop').focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await expect.poll(() => document.activeElement?.getAttribute('data-card')).toBe('app-249/prod/laptop');
  expect(board.container.querySelectorAll('[data-card]').length).toBeLessThan(60);
});
