import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { AppScreen } from '../../renderer/screens/app/AppScreen.tsx';
import type { ReleaseView } from '../../shared/model/release-views.ts';
import { samplePlanView } from './board/board-answers.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge } from './support/fake-bridge.ts';
import { NOON, sampleHouse, sampleLane, sampleLive } from './support/sample-house.ts';
import { sampleRelease, sampleReleases } from './support/sample-releases.ts';
import { showScreen } from './support/show-screen.tsx';

beforeEach(() => {
  window.location.hash = '#/apps/web';
});

function webBridge(releases: () => readonly ReleaseView[] = sampleReleases) {
  const of = (version: number): ReleaseView => {
    const view = releases().find(({ release }) => release.version === version);
    if (view === undefined) throw new Error(`the sample has no v${version}`);
    return view;
  };
  return createFakeBridge(sampleHouse(), {
    'releases.list': ({ before, limit = 50 }) =>
      releases()
        .filter(({ release }) => before === undefined || release.version < before)
        .slice(0, limit),
    'releases.get': ({ version }) => of(version),
    'releases.withdraw': ({ version }) => of(version),
    'releases.approve': ({ version }) => of(version),
    'releases.pin': ({ version }) => of(version),
    'builds.list': () => [],
    'rollbacks.preview': () => ({
      to: { version: 12, deployment: 'd', source: 'start', colour: 'green' },
      lastMs: 1240,
    }),
  });
}

test('lists releases with their test, where they lie, and what stands against them', async () => {
  const screen = await showScreen(<AppScreen app="web" />, webBridge());
  const row = (version: string) => screen.getByRole('row').filter({ hasText: version });
  await expect.element(row('v16')).toMatchTextContent('passed, 41.0 s');
  await expect.element(row('v16')).toMatchTextContent('dev blue serving');
  await expect.element(row('v16')).toMatchTextContent('Dockerfile on node:24-slim');
  await expect.element(row('v15')).toMatchTextContent('green warm');
  await expect.element(row('v14')).toMatchTextContent('failed');
  await expect.element(row('v13')).toMatchTextContent('pinned');
  await expect.element(row('v11')).toMatchTextContent('withdrawn');
});

test('details of a release have an address, and show what it came from and how quick the way back was', async () => {
  window.location.hash = '#/apps/web?release=12';
  const screen = await showScreen(<AppScreen app="web" />, webBridge());
  const sheet = screen.getByRole('dialog', { name: 'web v12' });
  await expect.element(sheet).toMatchTextContent('node:24-slim');
  await expect.element(sheet).toMatchTextContent('NODE_ENV=production');
  await expect.element(sheet).toMatchTextContent('one press to v12, stopped, last measured 1.2 s');
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
  expect(window.location.hash).toBe('#/apps/web');
});

test('a failed test says its reason and its command', async () => {
  const screen = await showScreen(<AppScreen app="web" />, webBridge());
  await screen.getByRole('button', { name: 'v14', exact: true }).click();
  const sheet = screen.getByRole('dialog', { name: 'web v14' });
  await expect.element(sheet).toMatchTextContent('the test command failed: exit code 1, after 12.0 s');
  await expect.element(sheet).toMatchTextContent('node --test');
});

test('withdrawing shows where it lies first; Enter at once withdraws nothing', async () => {
  const bridge = webBridge();
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  const ask = async (): Promise<void> => {
    await screen.getByRole('button', { name: 'Actions for web v15' }).click();
    await screen.getByRole('menuitem', { name: 'Withdraw…' }).click();
  };
  await ask();
  const dialog = screen.getByRole('dialog', { name: 'Withdraw web v15?' });
  await expect.element(dialog).toMatchTextContent('staging green serving');
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(bridge.inputsOf('releases.withdraw')).toEqual([]);
  await ask();
  await dialog.getByRole('button', { name: 'Withdraw v15' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(bridge.inputsOf('releases.withdraw')).toEqual([{ app: 'web', version: 15 }]);
});

test('a withdrawn release is not offered for deployment', async () => {
  const screen = await showScreen(<AppScreen app="web" />, webBridge());
  await screen.getByRole('button', { name: 'Actions for web v11' }).click();
  const item = screen.getByRole('menuitem', { name: 'Deploy to prod…' });
  await expect.element(item).toHaveAttribute('aria-disabled', 'true');
  await expect.element(item).toHaveAccessibleDescription('It was withdrawn.');
});

test('approves for an environment that waits for it, with the reason', async () => {
  const bridge = webBridge();
  bridge.answer({
    'house.get': () =>
      sampleHouse({
        lanes: [
          sampleLane('dev', 0),
          sampleLane('prod', 1, { policy: { tested: true, soakMs: 0, approval: true } }),
        ],
      }),
  });
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await screen.getByRole('button', { name: 'Actions for web v16' }).click();
  await screen.getByRole('menuitem', { name: 'Approve for an environment…' }).click();
  await expect.element(screen.getByLabelText('For environment')).toHaveValue('prod');
  await screen.getByLabelText('Why (may be empty)').fill('seen it');
  await screen.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect
    .poll(() => bridge.inputsOf('releases.approve'))
    .toEqual([{ app: 'web', environment: 'prod', version: 16, message: 'seen it' }]);
});

test('two chosen releases lead to their comparison, the older one first', async () => {
  const screen = await showScreen(<AppScreen app="web" />, webBridge());
  await screen.getByRole('checkbox', { name: 'Compare v16' }).click();
  await screen.getByRole('checkbox', { name: 'Compare v13' }).click();
  await screen.getByRole('button', { name: 'Compare v13 with v16' }).click();
  expect(window.location.hash).toBe('#/apps/web/compare/13/16');
});

test('deploying shows the plan first', async () => {
  const bridge = webBridge();
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await screen.getByRole('button', { name: 'Actions for web v15' }).click();
  await screen.getByRole('menuitem', { name: 'Deploy to prod…' }).click();
  await expect.element(screen.getByRole('dialog')).toBeVisible();
  expect(bridge.inputsOf('deployments.plan')[0]).toMatchObject({
    kind: 'deploy',
    app: 'web',
    environment: 'prod',
    version: 15,
  });
  expect(bridge.inputsOf('deployments.start')).toEqual([]);
});

test('once begun, leads to the deployment; one that does not come about says why', async () => {
  const bridge = webBridge();
  let begun = 0;
  bridge.answer({
    'deployments.plan': () => samplePlanView(),
    'deployments.start': () => ({ operation: `op-${(begun += 1)}` }),
  });
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  const deploy = async (): Promise<void> => {
    await screen.getByRole('button', { name: 'Actions for web v15' }).click();
    await screen.getByRole('menuitem', { name: 'Deploy to prod…' }).click();
    await screen.getByRole('button', { name: 'Deploy', exact: true }).click();
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  };
  await deploy();
  const error = { code: 'placement.locked', message: 'grace@desk deploys there.', details: {} } as const;
  bridge.emit({
    type: 'operation.changed',
    operation: {
      id: 'op-1',
      kind: 'deployment',
      title: 'Deploy web v15 to prod',
      state: 'failed',
      startedAt: NOON,
      text: '',
      cancellable: false,
      error,
    },
  });
  await expect
    .element(screen.getByText('Deploy web v15 to prod: nothing was done. grace@desk deploys there.').first())
    .toBeVisible();
  expect(window.location.hash).toBe('#/apps/web');
  await deploy();
  bridge.emit({ type: 'deployment.changed', live: sampleLive({ operation: 'op-2' }) });
  await expect.poll(() => window.location.hash).toBe('#/deployments/d-77');
});

test('older releases are read on demand, and all of them again when something happened', async () => {
  const many = Array.from({ length: 180 }, (_, index): ReleaseView => ({
    release: sampleRelease('web', 180 - index),
    runs: [],
    approvals: [],
  }));
  let releases = many;
  const bridge = webBridge(() => releases);
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await screen.getByRole('button', { name: 'Show older releases' }).click();
  await expect.element(screen.getByRole('button', { name: 'v31', exact: true })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'v30', exact: true })).not.toBeInTheDocument();
  releases = [{ release: sampleRelease('web', 181), runs: [], approvals: [] }, ...many];
  bridge.emit({ type: 'history.changed' });
  await expect.element(screen.getByRole('button', { name: 'v181', exact: true })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'v32', exact: true })).toBeVisible();
});

test('older releases that could not be read can be asked for again', async () => {
  const many = Array.from({ length: 180 }, (_, index): ReleaseView => ({
    release: sampleRelease('web', 180 - index),
    runs: [],
    approvals: [],
  }));
  const bridge = webBridge(() => many);
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  const older = screen.getByRole('button', { name: 'Show older releases' });
  await expect.element(older).toBeVisible();
  bridge.answer({ 'releases.list': () => ({ code: 'internal', message: 'not now', details: {} }) });
  await older.click();
  await expect.element(older).not.toHaveAttribute('aria-busy');
  await expect.element(older).toBeVisible();
  await expect.element(screen.getByText('the newest 50')).toBeVisible();
});

test('what cannot be read says so and is tried again', async () => {
  const bridge = webBridge();
  bridge.answer({
    'releases.list': () => ({
      code: 'history.locked',
      message: 'The history is busy.',
      details: {},
      retry: true,
    }),
  });
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await expect.element(screen.getByText('The history is busy.')).toBeVisible();
  bridge.answer({ 'releases.list': () => sampleReleases() });
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByRole('button', { name: 'v16', exact: true })).toBeVisible();
});

test('an app that is not there says so', async () => {
  const screen = await showScreen(<AppScreen app="wbe" />, webBridge());
  await expect.element(screen.getByRole('heading', { name: 'There is no app of this name' })).toBeVisible();
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  window.location.hash = '#/apps/web?release=15';
  const { container, getByRole } = await showScreen(<AppScreen app="web" />, webBridge());
  await expect.element(getByRole('dialog', { name: 'web v15' })).toBeVisible();
  await expect.element(getByRole('table', { name: 'Releases of web' })).toBeVisible();
  expect(await checkAccessibility(container)).toEqual([]);
});
