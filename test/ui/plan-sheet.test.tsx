import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { LiveDeployment } from '../../shared/model/house.ts';
import type { ConfigChange } from '../../shared/model/plan.ts';
import { openBoard, type OpenBoard } from './board/open-board.tsx';
import { samplePlanView, sampleRelease } from './board/board-answers.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { NOON, sampleHouse, sampleLive, samplePlacement } from './support/sample-house.ts';

const sheet = () => page.getByRole('dialog');
const promote = () => sheet().getByRole('button', { name: 'Promote' });

/** The sheet that promotes web from staging to prod. */
async function openSheet(
  answers: Parameters<typeof openBoard>[0] = {},
  house: Parameters<typeof openBoard>[1] = {},
): Promise<OpenBoard> {
  const board = await openBoard(answers, house);
  board.card('web/staging/nuc-1').focus();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await page.getByRole('menuitem', { name: 'Promote to prod…' }).click();
  await expect.element(sheet()).toBeVisible();
  return board;
}

/** What the sheet says under a name. */
function fact(name: string): string | undefined {
  const term = [...sheet().element().querySelectorAll('dt')].find(({ textContent }) => textContent === name);
  return term?.nextElementSibling?.textContent;
}

test('the plan says image, now, then, strategy, what is interrupted, test, soak and the way back', async () => {
  await openSheet();
  await expect.poll(() => fact('Image')).toBe('web:v15 · 9c41e07b12f0verify web:v15 on nuc-1');
  expect(fact('Now')).toBe('v13 in blue, 2 of 2 well');
  expect(fact('Then')).toBe('v15 in green; keep blue running for 15 min, then drain and stop it');
  expect(fact('Strategy')).toBe('blue/green, no shared volume');
  expect(fact('Interruption')).toBe('none');
  expect(fact('Tested')).toBe('passed, 41.0 s, built 3 h ago');
  expect(fact('Soak')).toBe('1 h required, 2 h 10 min done');
  expect(fact('Way back')).toBe('one press to v13, warm, last measured 38 ms');
  const lines = [...sheet().element().querySelectorAll('[aria-label="Configuration difference"] li')];
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    '+added CACHE_TTL=60',
    '~changed LOG_LEVEL info → warn',
    '~changed DB_PASSWORD secret (file) → secret (file), another one',
    '−removed LEGACY_LOGIN yes',
  ]);
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong with the sheet', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  await openSheet({
    'deployments.plan': () =>
      samplePlanView({
        interruptions: [{ kind: 'hold', why: '`data` is written to by one at a time' }],
        refusals: [{ kind: 'policy', code: 'soak', message: 'prod takes a release after 1 h in staging.' }],
        warnings: ['This placement was rolled back and is held; this deployment ends the hold.'],
      }),
  });
  await expect.element(sheet().getByText('The policy says no')).toBeVisible();
  expect(await checkAccessibility(document.body)).toEqual([]);
});

test('what is interrupted is said loudly', async () => {
  await openSheet({
    'deployments.plan': () =>
      samplePlanView({ interruptions: [{ kind: 'hold', why: '`data` is written to by one at a time' }] }),
  });
  await expect.element(sheet().getByText('This interrupts')).toBeVisible();
  await expect
    .element(
      sheet().getByText('Requests wait at the edge while web is stopped and started', { exact: false }),
    )
    .toBeVisible();
  expect(fact('Interruption')).toBe('yes, see above');
});

test('several hosts are named in the order in which they are deployed to', async () => {
  await openSheet({ 'deployments.plan': () => samplePlanView({}, { hosts: ['nuc-1', 'nuc-2'] }) });
  await expect.poll(() => fact('Hosts')).toBe('nuc-1, then nuc-2');
});

test('what cannot be done cannot be confirmed, by button or by key', async () => {
  const message = 'web:v15 was withdrawn and may not be deployed.';
  const board = await openSheet({
    'deployments.plan': () =>
      samplePlanView({ refusals: [{ kind: 'impossible', code: 'withdrawn', message }] }),
  });
  await expect.element(sheet().getByText('This cannot be done')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(board.bridge.inputsOf('deployments.start')).toEqual([]);
});

test('a plan that is out of date when it is confirmed does nothing, says so, and is made anew', async () => {
  let serving = 13;
  const board = await openSheet({
    'deployments.plan': () => samplePlanView({ fromVersion: serving }, { serving: `d-web-prod-${serving}` }),
    'deployments.start': () => ({
      code: 'plan.outdated',
      message: 'Another deployment serves.',
      details: {},
    }),
  });
  await expect.poll(() => fact('Now')).toContain('v13 in blue');
  serving = 14;
  await userEvent.keyboard('{Enter}');
  await expect.element(sheet().getByText(/v14 serves there now: somebody changed it/)).toBeVisible();
  expect(fact('Now')).toContain('v14 in blue');

  board.bridge.answer({ 'deployments.start': () => ({ operation: 'op-2' }) });
  await promote().click();
  await expect.poll(() => sheet().query()).toBeNull();
  expect(board.bridge.inputsOf('deployments.start').map((input) => input.expect)).toEqual([
    { serving: 'd-web-prod-13' },
    { serving: 'd-web-prod-14' },
  ]);
});

test('what is only found out when it should begin is said in the sheet, and nowhere else', async () => {
  const operation = {
    id: 'op-1',
    kind: 'deployment' as const,
    title: 'Promote web v15 to prod',
    app: 'web',
    environment: 'prod',
    startedAt: NOON,
    text: '',
    cancellable: true,
  };
  const board = await openSheet();
  let asked = 0;
  board.bridge.answer({
    'deployments.start': () => {
      asked += 1;
      const id = `op-${asked}`;
      board.bridge.emit({ type: 'operation.changed', operation: { ...operation, id, state: 'running' } });
      return { operation: id };
    },
  });
  await expect.poll(() => fact('Now')).toContain('v13 in blue');
  await userEvent.keyboard('{Enter}');
  await expect.element(promote()).toHaveAttribute('aria-busy', 'true');
  const message = 'web in prod is locked by ben@nuc-9 since 11:58: deploy of v14.';
  board.bridge.emit({
    type: 'operation.changed',
    operation: { ...operation, state: 'failed', error: { code: 'placement.locked', message, details: {} } },
  });
  await expect.element(sheet().getByText(message)).toBeVisible();
  await expect.element(promote()).not.toHaveAttribute('aria-busy', 'true');

  await userEvent.keyboard('{Enter}');
  await expect.poll(() => board.bridge.inputsOf('deployments.start').length).toBe(2);
  board.bridge.emit({
    type: 'deployment.changed',
    live: { ...sampleLive(), key: 'web/prod/nuc-1', operation: 'op-2' },
  });
  await expect.poll(() => sheet().query()).toBeNull();
});

test('a plan is made anew when somebody else has deployed while it is open', async () => {
  let serving = 13;
  const board = await openSheet({
    'deployments.plan': () => samplePlanView({ fromVersion: serving }, { serving: `d-web-prod-${serving}` }),
  });
  await expect.poll(() => fact('Now')).toContain('v13 in blue');
  serving = 14;
  board.bridge.emit({ type: 'placement.changed', placement: samplePlacement('web', 'prod', 'nuc-1', 14) });
  await expect.element(sheet().getByText(/v14 serves there now: somebody changed it/)).toBeVisible();
  expect(fact('Now')).toContain('v14 in blue');
});

test('another client that deploys there is seen: who and since when', async () => {
  const board = await openSheet();
  const live: LiveDeployment = {
    ...sampleLive(),
    key: 'web/prod/nuc-1',
    deployment: { ...sampleLive().deployment, version: 14, by: 'ben@nuc-9', startedAt: NOON - 60_000 },
  };
  board.bridge.emit({ type: 'deployment.changed', live });
  await expect.element(sheet().getByText(/v14 is being deployed there by ben@nuc-9, begun/)).toBeVisible();
});

test('the lock of another client is said, and what the core refuses with', async () => {
  const board = await openSheet(
    {
      'deployments.start': () => ({
        code: 'placement.locked',
        message: 'web in prod is locked by ben@nuc-9 since 11:58: deploy of v14.',
        details: {},
        retry: true,
      }),
    },
    {
      placements: sampleHouse().placements.map((placement) =>
        placement.key === 'web/prod/nuc-1'
          ? { ...placement, lock: { by: 'ben@nuc-9', since: NOON - 120_000, purpose: 'deploy of v14' } }
          : placement,
      ),
    },
  );
  await expect.element(sheet().getByText(/ben@nuc-9 holds the lock since/)).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(sheet().getByText('web in prod is locked by ben@nuc-9 since 11:58: deploy of v14.'))
    .toBeVisible();
  expect(board.bridge.inputsOf('deployments.start')).toHaveLength(1);
});

test('a plan that cannot be made says why, and is asked for again', async () => {
  const board = await openSheet({
    'deployments.plan': () => ({
      code: 'engine.unreachable',
      message: 'The engine of nuc-1 does not answer.',
      details: {},
      retry: true,
    }),
  });
  await expect.element(sheet().getByText('The engine of nuc-1 does not answer.')).toBeVisible();
  board.bridge.answer({ 'deployments.plan': () => samplePlanView() });
  await sheet().getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => fact('Now')).toContain('v13 in blue');
});

test('1,000 changed variables are folded, and unfold in a box of their own', async () => {
  const changes: ConfigChange[] = Array.from({ length: 1000 }, (_, place) => ({
    kind: 'changed',
    what: 'variable',
    name: `VARIABLE_${place}`,
    before: 'x'.repeat(300),
    after: String(place),
  }));
  await openSheet({ 'deployments.plan': () => samplePlanView({ changes }) });
  await expect.element(sheet().getByText('1000 changed')).toBeVisible();
  const list = (): number =>
    sheet().element().querySelectorAll('[aria-label="Configuration difference"] li').length;
  expect(list()).toBe(8);
  const before = promote().element().getBoundingClientRect().top;
  await sheet()
    .getByRole('button', { name: /Show all/ })
    .click();
  expect(list()).toBe(1000);
  expect(promote().element().getBoundingClientRect().top).toBe(before);
  expect(sheet().element().scrollWidth).toBeLessThanOrEqual(sheet().element().clientWidth);
});

test('a release is chosen among those that were not withdrawn, and planned', async () => {
  const board = await openBoard({
    'releases.list': () =>
      [16, 15, 14].map((version) => ({
        release: sampleRelease('web', version, version === 15 ? { withdrawnAt: NOON } : {}),
        runs: [],
        approvals: [],
      })),
    'deployments.plan': ({ version = 16 }) => samplePlanView({ kind: 'deploy', version }),
  });
  board.card('web/prod/nuc-1').focus();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await page.getByRole('menuitem', { name: 'Deploy a release…' }).click();
  const choice = sheet().getByLabelText('Release');
  await expect
    .poll(() => [...choice.element().querySelectorAll('option')].map(({ value }) => value))
    .toEqual(['16', '14']);
  await choice.selectOptions('14');
  await expect.element(sheet()).toHaveAccessibleName('Deploy web v14 to prod');
  await sheet().getByRole('button', { name: 'Deploy' }).click();
  await expect
    .poll(() => board.bridge.inputsOf('deployments.start')[0])
    .toMatchObject({ kind: 'deploy', app: 'web', environment: 'prod', version: 14 });
});
