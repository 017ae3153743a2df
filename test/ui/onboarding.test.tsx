import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_PREFERENCES } from '../../renderer/store/house-state.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { emptyMachine } from './support/empty-machine.ts';
import { NOON, sampleApp, sampleHost, sampleLane } from './support/sample-house.ts';
import { NO_ENGINE, ONE_ENGINE, PROPOSED, sampleProposal } from './support/sample-onboarding.ts';
import { showWindow } from './support/show-window.tsx';

const PERMISSION: ErrorReply = {
  code: 'permission',
  message: 'Nothing may be written into /home/ada/src/web.',
  details: {},
};

const field = () => page.getByRole('textbox', { name: 'Folder' });
const editor = () => page.getByRole('textbox', { name: 'twinberth.yaml' });
const write = () => page.getByRole('button', { name: 'Write the file and add the app' });

test('what is proposed is shown with its reasons, checked as it is changed, and written on confirmation only', async () => {
  const bridge = emptyMachine();
  await showWindow('#/onboarding', bridge);
  await userEvent.fill(field(), '/home/ada/src');
  await userEvent.keyboard('{Enter}');
  await userEvent.click(page.getByRole('button', { name: 'Use web' }));
  await expect.element(editor()).toHaveValue(PROPOSED);
  await expect.element(page.getByText(/8080, since EXPOSE 8080 in Dockerfile/)).toBeVisible();
  await expect.element(page.getByText('It can be used as it is')).toBeVisible();
  expect(bridge.inputsOf('apps.create')).toEqual([]);

  bridge.answer({
    'apps.check': ({ text }) =>
      sampleProposal({
        text,
        problems: [{ line: 2, key: 'prot', message: 'prot is not a known key. Did you mean `port`?' }],
        warnings: ['prod is open to every interface.'],
      }),
  });
  const wrong = PROPOSED.replace('port: 8080', 'prot: 8080');
  await userEvent.fill(editor(), wrong);
  await expect.element(page.getByText('One thing is wrong with it')).toBeVisible();
  await expect
    .element(page.getByRole('listitem').filter({ hasText: /prot is not a known key/ }))
    .toBeVisible();
  await expect.element(page.getByText('prod is open to every interface.')).toBeVisible();
  await expect.element(write()).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(page.getByRole('button', { name: 'line 2' }));
  const area = editor().element() as HTMLTextAreaElement;
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('prot: 8080');

  bridge.answer({ 'apps.check': ({ text }) => sampleProposal({ text }) });
  const right = PROPOSED.replace('8080', '9090');
  await userEvent.fill(editor(), right);
  await expect.element(write()).not.toHaveAttribute('aria-disabled');
  await userEvent.click(write());
  await vi.waitFor(() =>
    expect(bridge.inputsOf('apps.create')).toEqual([{ directory: '/home/ada/src/web', text: right }]),
  );
  expect(bridge.inputsOf('hosts.add')).toEqual([{ name: 'local', endpoint: 'unix:///var/run/docker.sock' }]);
});

test('while it is still being checked it cannot be written, and what is refused says why and loses nothing', async () => {
  const bridge = emptyMachine({ hosts: [sampleHost('laptop')] });
  bridge.answer({ 'apps.create': () => PERMISSION });
  await showWindow('#/onboarding?folder=/home/ada/src/web', bridge);
  await userEvent.fill(editor(), 'app: web\n');
  await expect.element(write()).toHaveAttribute('aria-disabled', 'true');
  await expect.element(write()).not.toHaveAttribute('aria-disabled');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText(PERMISSION.message)).toBeVisible();
  await expect.element(editor()).toHaveValue('app: web\n');
  expect(bridge.inputsOf('hosts.add')).toEqual([]);
});

test('a name that another app has cannot be taken again', async () => {
  const bridge = emptyMachine({ hosts: [sampleHost('laptop')], apps: [sampleApp('api')] });
  bridge.answer({ 'apps.check': ({ text }) => sampleProposal({ text, registered: 'api' }) });
  await showWindow('#/onboarding?folder=/home/ada/src/web', bridge);
  await userEvent.fill(editor(), 'app: api\n');
  await expect.element(page.getByText('There is an app called api already')).toBeVisible();
  await expect.element(write()).toHaveAttribute('aria-disabled', 'true');
});

test('a folder with its own file is registered as it is, and nothing is written', async () => {
  const bridge = emptyMachine({ hosts: [sampleHost('laptop')] });
  bridge.answer({ 'apps.inspect': () => sampleProposal({ exists: true }) });
  await showWindow('#/onboarding?folder=/home/ada/src/web', bridge);
  await expect
    .element(page.getByRole('heading', { name: 'This folder has its twinberth.yaml already' }))
    .toBeVisible();
  await expect.element(editor()).toHaveAttribute('readonly');
  await userEvent.click(page.getByRole('button', { name: 'Add the app' }));
  await vi.waitFor(() => expect(bridge.inputsOf('apps.add')).toEqual([{ directory: '/home/ada/src/web' }]));
  expect(bridge.inputsOf('apps.create')).toEqual([]);
});

test('a file that is wrong is mended elsewhere and read again', async () => {
  const bridge = emptyMachine({ hosts: [sampleHost('laptop')] });
  bridge.answer({
    'apps.inspect': () =>
      sampleProposal({ exists: true, problems: [{ line: 1, message: 'app has to be a name.' }] }),
  });
  await showWindow('#/onboarding?folder=/home/ada/src/web', bridge);
  await expect.element(page.getByText('app has to be a name.')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'line 1' }));
  const area = editor().element() as HTMLTextAreaElement;
  expect(document.activeElement).toBe(area);
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe(PROPOSED.split('\n')[0]);
  await expect
    .element(page.getByRole('button', { name: 'Add the app' }))
    .toHaveAttribute('aria-disabled', 'true');
  bridge.answer({ 'apps.inspect': () => sampleProposal({ exists: true }) });
  await userEvent.click(page.getByRole('button', { name: 'Read it again' }));
  await expect
    .element(page.getByRole('button', { name: 'Add the app' }))
    .not.toHaveAttribute('aria-disabled');
});

test('the first release is built before one’s eyes, and its deployment is planned for the first lane', async () => {
  const bridge = emptyMachine({
    hosts: [sampleHost('laptop')],
    lanes: [sampleLane('dev', 0), sampleLane('prod', 1)],
    apps: [sampleApp('web', { environments: ['dev', 'prod'] })],
  });
  bridge.answer({
    'releases.build': () => ({ operation: 'op-1' }),
    'deployments.plan': () => ({
      code: 'engine.unreachable',
      message: 'laptop does not answer.',
      details: {},
    }),
    'releases.list': () => [],
  });
  await showWindow('#/onboarding?app=web', bridge);
  await userEvent.click(page.getByRole('button', { name: 'Build v1' }));
  const operation = {
    id: 'op-1',
    kind: 'build' as const,
    title: 'Build web',
    app: 'web',
    startedAt: NOON,
    text: '[1/2] FROM node',
    cancellable: true,
  };
  bridge.emit({ type: 'operation.changed', operation: { ...operation, state: 'running' } });
  await expect.element(page.getByRole('button', { name: 'Cancel build' })).toBeVisible();
  await vi.waitFor(() => expect(bridge.streams('operations.follow')).toHaveLength(1));
  bridge
    .streams('operations.follow')[0]
    ?.listener.item([{ at: NOON, stage: 'build', stream: 'stdout', text: '#1 [1/2] FROM node' }]);
  await expect.element(page.getByText('[1/2] FROM node').first()).toBeVisible();
  bridge.emit({
    type: 'operation.changed',
    operation: {
      ...operation,
      state: 'done',
      endedAt: NOON + 1000,
      result: { kind: 'build', version: 1, reused: false, test: 'passed' },
    },
  });
  bridge.emit({
    type: 'app.changed',
    app: sampleApp('web', { environments: ['dev', 'prod'], newest: 1, next: 2 }),
  });
  await userEvent.click(page.getByRole('button', { name: 'Deploy v1 to dev…' }));
  await expect.element(page.getByRole('dialog', { name: 'Deploy web to dev' })).toBeVisible();
  expect(bridge.inputsOf('deployments.plan')).toEqual([
    { kind: 'deploy', app: 'web', environment: 'dev', version: 1 },
  ]);
});

test.each(['light', 'dark'] as const)(
  'in the %s theme, axe finds nothing wrong with any step',
  async (theme) => {
    const bridge = emptyMachine({ preferences: { ...DEFAULT_PREFERENCES, theme } });
    bridge.answer({
      'hosts.search': () => NO_ENGINE,
      'apps.check': ({ text }) =>
        sampleProposal({ text, problems: [{ line: 1, message: 'app is missing.' }] }),
    });
    const { container } = await showWindow('#/onboarding', bridge);
    await expect.element(page.getByRole('heading', { name: 'No engine answered' })).toBeVisible();
    expect(await checkAccessibility(container)).toEqual([]);
    bridge.answer({ 'hosts.search': () => ONE_ENGINE });
    await userEvent.click(page.getByRole('button', { name: 'Look again' }));
    await expect.element(page.getByRole('button', { name: 'src' })).toBeVisible();
    expect(await checkAccessibility(container)).toEqual([]);
    await userEvent.fill(field(), '/home/ada/src');
    await userEvent.keyboard('{Enter}');
    await userEvent.click(page.getByRole('button', { name: 'Use web' }));
    await userEvent.fill(editor(), 'x');
    await expect.element(page.getByText('One thing is wrong with it')).toBeVisible();
    expect(await checkAccessibility(container)).toEqual([]);
  },
);
