import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { emptyMachine } from './support/empty-machine.ts';
import { NO_ENGINE, ONE_ENGINE, SAMPLE_ENGINE } from './support/sample-onboarding.ts';
import { showWindow } from './support/show-window.tsx';

const field = () => page.getByRole('textbox', { name: 'Folder' });

test('without an engine, it shows every place that was tried with its exact answer, and how to get one', async () => {
  const bridge = emptyMachine();
  bridge.answer({ 'hosts.search': () => NO_ENGINE });
  await showWindow('#/onboarding', bridge);
  await expect.element(page.getByRole('heading', { name: 'No engine answered' })).toBeVisible();
  for (const { endpoint, problem } of NO_ENGINE.tried) {
    await expect.element(page.getByText(endpoint, { exact: true })).toBeVisible();
    await expect.element(page.getByText(problem?.message ?? '')).toBeVisible();
  }
  await expect.element(page.getByRole('heading', { name: 'How to get one on Linux' })).toBeVisible();
  await expect.element(page.getByText('sudo systemctl enable --now docker')).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: 'Copy command: Start Docker Engine' }))
    .toBeInTheDocument();
});

test('an engine that is started meanwhile is found by looking again, and the next step is there', async () => {
  const bridge = emptyMachine();
  bridge.answer({ 'hosts.search': () => NO_ENGINE });
  await showWindow('#/onboarding', bridge);
  await expect.element(page.getByRole('heading', { name: 'No engine answered' })).toBeVisible();
  bridge.answer({ 'hosts.search': () => ONE_ENGINE });
  await userEvent.click(page.getByRole('button', { name: 'Look again' }));
  await expect.element(page.getByRole('heading', { name: 'Pick the folder of an app' })).toBeVisible();
  await expect.element(page.getByText(/Docker 28\.5\.1 on linux\/amd64/)).toBeVisible();
});

test('an engine elsewhere is tried before it is added, and what does not answer is not', async () => {
  const bridge = emptyMachine();
  const refused: ErrorReply = {
    code: 'engine.unreachable',
    message: 'ssh://ada@nuc-1.lan could not be reached.',
    details: {},
    retry: true,
  };
  bridge.answer({ 'hosts.search': () => NO_ENGINE, 'hosts.try': () => refused });
  await showWindow('#/onboarding', bridge);
  await userEvent.fill(page.getByRole('textbox', { name: 'Endpoint' }), 'ssh://ada@nuc-1.lan');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(refused.message)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Add host' })).not.toBeInTheDocument();

  bridge.answer({
    'hosts.try': ({ endpoint }) => ({
      endpoint,
      engine: SAMPLE_ENGINE,
      pingMs: 12.3,
      warnings: ['It is slow.'],
    }),
  });
  await userEvent.click(page.getByRole('button', { name: 'Try it' }));
  await expect.element(page.getByText('Docker 28.5.1 on linux/amd64, answers in 12.3 ms.')).toBeVisible();
  await expect.element(page.getByText('It is slow.')).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('nuc-1');
  await userEvent.click(page.getByRole('button', { name: 'Add host' }));
  await vi.waitFor(() =>
    expect(bridge.inputsOf('hosts.add')).toEqual([{ name: 'nuc-1', endpoint: 'ssh://ada@nuc-1.lan' }]),
  );
});

test('folders are gone through by keys, and say what they hold', async () => {
  await showWindow('#/onboarding', emptyMachine());
  await expect.element(field()).toHaveValue('/home/ada');
  await userEvent.click(page.getByRole('button', { name: 'Documents' }));
  await expect.element(field()).toHaveValue('/home/ada/Documents');
  await expect.element(page.getByText(/No folders in here/)).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'To the folder above' }));
  await expect.element(field()).toHaveValue('/home/ada');

  page.getByRole('button', { name: 'Documents' }).element().focus();
  await userEvent.keyboard('s');
  await expect.element(page.getByRole('button', { name: 'src' })).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect
    .element(page.getByRole('button', { name: 'api , holds Dockerfile twinberth.yaml' }))
    .toHaveFocus();
  await userEvent.keyboard('{End}');
  await expect.element(page.getByRole('button', { name: 'web , holds Dockerfile' })).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(page.getByRole('button', { name: 'src' })).toHaveFocus();
});

test('a folder that cannot be opened says why, and what was listed stays', async () => {
  const bridge = emptyMachine();
  await showWindow('#/onboarding', bridge);
  await expect.element(page.getByRole('button', { name: 'src' })).toBeVisible();
  bridge.answer({
    'folders.list': () => ({ code: 'usage', message: 'A folder is named by its whole path.', details: {} }),
  });
  await userEvent.fill(field(), 'src/web');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('A folder is named by its whole path.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'src' })).toBeVisible();
});
