import { beforeEach, expect, test } from 'vitest';
import { AppScreen } from '../../renderer/screens/app/AppScreen.tsx';
import type { OperationOutput } from '../../shared/model/operation.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { NOON, sampleHouse } from './support/sample-house.ts';
import {
  BUILD_LOG,
  sampleBuild,
  sampleBuildOperation,
  sampleBuilds,
  sampleReleases,
  TEST_LOG,
} from './support/sample-releases.ts';
import { showScreen } from './support/show-screen.tsx';

beforeEach(() => {
  window.location.hash = '#/apps/web?tab=builds';
});

const running = sampleBuildOperation();

function buildsBridge(operations = [running]): FakeBridge {
  return createFakeBridge(sampleHouse({ operations }), {
    'builds.list': () => sampleBuilds(),
    'builds.log': ({ id }) => (id.startsWith('log') ? BUILD_LOG : TEST_LOG),
    'operations.cancel': () => null,
    'apps.get': () => ({
      app: sampleHouse().apps[0] ?? fail(),
      file: '/home/ada/src/web/twinberth.yaml',
      text: 'app: web\nreplcas: 2\n',
      config: { app: 'web', replicas: 1 },
      warnings: ['port 80 needs root'],
      builds: [],
    }),
  });
}

function fail(): never {
  throw new Error('the sample lacks it');
}

function print(
  bridge: FakeBridge,
  lines: readonly string[],
  stage: OperationOutput['stage'] = 'build',
): void {
  const [stream] = bridge.streams('operations.follow');
  stream?.listener.item(lines.map((text) => ({ at: NOON - 3000, stage, stream: 'stdout', text })));
}

test('a running build shows its steps, what each took, how far it is, and can be cancelled', async () => {
  const bridge = buildsBridge();
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await expect.element(screen.getByText('3 of 5 steps')).toBeVisible();
  await expect.element(screen.getByText('12 s', { exact: true })).toBeVisible();
  print(bridge, BUILD_LOG.split('\n').slice(0, 6));
  const steps = screen.getByRole('list', { name: 'Steps of the build' });
  await expect
    .element(steps.getByRole('button').filter({ hasText: 'FROM node:24-slim' }))
    .toMatchTextContent('cached');
  await expect.element(steps.getByRole('status', { name: 'running' })).toBeVisible();
  print(bridge, ['#3 done after 3.20 s']);
  await expect
    .element(steps.getByRole('button').filter({ hasText: 'RUN npm ci' }))
    .toMatchTextContent('3.2 s');
  await screen.getByRole('button', { name: 'Cancel build' }).click();
  expect(bridge.inputsOf('operations.cancel')).toEqual([{ operation: 'op-build' }]);
  bridge.emit({ type: 'operation.changed', operation: { ...running, state: 'cancelled', endedAt: NOON } });
  await expect.element(screen.getByText('It was cancelled; nothing of it was kept.')).toBeVisible();
});

test('a build that failed says step, line and what was printed last', async () => {
  const bridge = buildsBridge();
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  const error = sampleBuilds()[1]?.error;
  if (error === undefined) throw new Error('the sample has no failed build');
  await expect.element(screen.getByRole('heading', { name: 'Build web v17' })).toBeVisible();
  bridge.emit({
    type: 'operation.changed',
    operation: { ...running, state: 'failed', endedAt: NOON, error },
  });
  const alert = screen.getByRole('alert').filter({ hasText: 'Dockerfile, line 4 · step [2/4] RUN npm ci' });
  await expect.element(alert).toMatchTextContent('npm error The lock file does not fit package.json.');
});

test('a build whose test failed says so, and that it may not be deployed', async () => {
  const bridge = buildsBridge();
  bridge.answer({
    'releases.get': () => sampleReleases().find(({ release }) => release.version === 14) ?? fail(),
  });
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await expect.element(screen.getByRole('heading', { name: 'Build web v17' })).toBeVisible();
  const result = { kind: 'build', version: 14, reused: false, test: 'failed' } as const;
  bridge.emit({ type: 'operation.changed', operation: { ...running, state: 'done', endedAt: NOON, result } });
  await expect.element(screen.getByText('v14 is made.')).toBeVisible();
  await expect
    .element(screen.getByText('It may not be deployed: the test command failed: exit code 1.'))
    .toBeVisible();
});

test('an output that breaks off says so and is followed anew from its beginning', async () => {
  const bridge = buildsBridge();
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await expect.poll(() => bridge.streams('operations.follow').length).toBe(1);
  print(bridge, ['#1 [1/1] FROM scratch']);
  bridge
    .streams('operations.follow')[0]
    ?.listener.end({ code: 'engine.cut', message: 'The connection was lost.', details: {}, retry: true });
  await expect.element(screen.getByText('The connection was lost.')).toBeVisible();
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByText('The connection was lost.')).not.toBeInTheDocument();
  print(bridge, ['#1 [1/1] FROM scratch', '#1 cached']);
  const steps = screen.getByRole('list', { name: 'Steps of the build' });
  await expect.element(steps).toMatchTextContent('cached');
  expect(steps.getByRole('button').elements()).toHaveLength(1);
});

test('a build that ended before one came is shown from what is kept of it, not followed any more', async () => {
  const result = { kind: 'build', version: 16, reused: false, test: 'passed' } as const;
  const bridge = buildsBridge([sampleBuildOperation({ state: 'done', endedAt: NOON - 600_000, result })]);
  bridge.answer({
    'builds.list': () => [sampleBuild(16, { startedAt: NOON - 11_000 }), ...sampleBuilds().slice(1)],
    'releases.get': () => sampleReleases()[0] ?? fail(),
  });
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  const output = screen.getByRole('group', { name: 'Output of build and test' });
  await expect.element(output).toMatchTextContent('added 212 packages in 3s');
  await expect.element(screen.getByText('v16 is made.')).toBeVisible();
  expect(bridge.streams('operations.follow')).toEqual([]);
});

test('a line of a megabyte is drawn in part, and many lines only as far as they are in sight', async () => {
  const bridge = buildsBridge();
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await expect.poll(() => bridge.streams('operations.follow').length).toBe(1);
  print(bridge, [
    '#1 [1/1] RUN generate',
    ...Array.from({ length: 30_000 }, (_, index) => `#1 line ${index}`),
  ]);
  print(bridge, [`#1 ${'x'.repeat(1_000_000)}`, '#1 \u001b[31mred\u001b[0m']);
  const output = screen.getByRole('group', { name: 'Output of build and test' });
  await expect.element(output).toMatchTextContent('998 kB more in the file');
  await expect.element(output).toMatchTextContent(/ red$/);
  expect(output.element().textContent.length).toBeLessThan(20_000);
});

test('an earlier build shows what is kept of its log and of its test', async () => {
  const screen = await showScreen(<AppScreen app="web" />, buildsBridge([]));
  await screen.getByRole('table', { name: 'Builds of web' }).getByRole('button').first().click();
  expect(window.location.hash).toBe('#/apps/web?tab=builds&build=b-16');
  const output = screen.getByRole('group', { name: 'Output of build and test' });
  await expect.element(output).toMatchTextContent('added 212 packages in 3s');
  await screen.getByRole('combobox', { name: 'Part of the output' }).selectOptions('test');
  await expect.element(output).toMatchTextContent('ok 1 - answers');
  await expect.element(output).not.toMatchTextContent('npm ci');
});

test('a log that is not kept any more says so', async () => {
  window.location.hash = '#/apps/web?tab=builds&build=b-16';
  const bridge = buildsBridge([]);
  bridge.answer({ 'builds.log': () => null });
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  await expect.element(screen.getByText('No log of it is kept any more.')).toBeVisible();
});

test('the configuration shows the file with what is wrong at its line, the warnings, and what is read', async () => {
  window.location.hash = '#/apps/web?tab=configuration';
  const house = sampleHouse();
  const problem = {
    code: 'config.invalid' as const,
    message: 'wrong',
    details: {
      file: 'twinberth.yaml',
      problems: [{ line: 2, key: 'replcas', message: 'is not a known key' }],
    },
  };
  const bridge = buildsBridge([]);
  bridge.answer({
    'house.get': () => ({
      ...house,
      apps: house.apps.map((app) => (app.name === 'web' ? { ...app, problem } : app)),
    }),
  });
  const screen = await showScreen(<AppScreen app="web" />, bridge);
  const file = screen.getByRole('group', { name: 'twinberth.yaml' });
  await expect.element(file).toMatchTextContent('replcas: 2replcas is not a known key.');
  await expect.element(screen.getByText('port 80 needs root')).toBeVisible();
  await expect
    .element(screen.getByRole('group', { name: 'Configuration as it is read' }))
    .toMatchTextContent('"replicas": 1');
});

test.each(
  ['builds', 'builds&build=b-15', 'configuration'].flatMap((tab) => [
    ['light', tab],
    ['dark', tab],
  ]),
)('in the %s theme, axe finds nothing wrong with %s', async (theme = '', tab = '') => {
  document.documentElement.dataset['theme'] = theme;
  window.location.hash = `#/apps/web?tab=${tab}`;
  const bridge = buildsBridge();
  const { container, getByText, getByRole } = await showScreen(<AppScreen app="web" />, bridge);
  await expect
    .element(
      tab === 'configuration' ? getByText('As it is read') : getByRole('table', { name: 'Builds of web' }),
    )
    .toBeVisible();
  print(bridge, BUILD_LOG.split('\n'));
  expect(await checkAccessibility(container)).toEqual([]);
});
