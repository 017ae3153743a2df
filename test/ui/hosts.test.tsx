import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { HostsScreen } from '../../renderer/screens/hosts/HostsScreen.tsx';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { sampleHostDetail, sampleTrial } from './support/sample-care.ts';
import { NOON, sampleHost, sampleHouse } from './support/sample-house.ts';
import { showScreen } from './support/show-screen.tsx';

const REFUSED: ErrorReply = {
  code: 'engine.unreachable',
  message: 'The engine at tcp://nuc-2:2376 does not answer: connection refused.',
  details: {},
  retry: true,
};

async function openHosts(house: Parameters<typeof sampleHouse>[0] = {}): Promise<FakeBridge> {
  const bridge = createFakeBridge(sampleHouse(house), {
    'hosts.check': ({ name }) => (name === 'nuc-2' ? REFUSED : sampleHostDetail(name)),
    'hosts.usage': ({ name }) => ({
      host: name,
      imagesBytes: 6_200_000_000,
      buildCacheBytes: 1_400_000_000,
      ...(name === 'laptop' ? { disk: { freeBytes: 62e9, totalBytes: 240e9 } } : {}),
    }),
    'hosts.search': () => ({ platform: 'linux', tried: [], advice: [] }),
  });
  await showScreen(<HostsScreen />, bridge);
  return bridge;
}

describe('a host', () => {
  test('says what its engine is, what it holds, and what is on it', async () => {
    await openHosts();
    const laptop = page.getByRole('region', { name: 'laptop', exact: true });
    for (const fact of [
      'Docker 29.1.2, API 1.52',
      'containerd store, overlayfs',
      'BuildKit',
      'runs as root',
      '1.8 ms',
    ])
      await expect.element(laptop.getByText(fact)).toBeVisible();
    await expect.element(laptop.getByText('62 GB free')).toBeVisible();
    await expect
      .element(page.getByRole('region', { name: 'Environments on nuc-1' }).getByText('prod'))
      .toBeVisible();
  });

  test('that is away says exactly why, and heals by itself', async () => {
    const bridge = await openHosts();
    const away = page.getByRole('region', { name: 'nuc-2', exact: true });
    await expect.element(away.getByText(REFUSED.message)).toBeVisible();
    bridge.answer({ 'hosts.check': ({ name }) => sampleHostDetail(name) });
    bridge.emit({ type: 'host.changed', host: sampleHost('nuc-2', { since: NOON, version: '29.1.2' }) });
    await expect.element(away.getByText('Docker 29.1.2, API 1.52')).toBeVisible();
    await expect.element(page.getByText(REFUSED.message)).not.toBeInTheDocument();
  });

  test('is removed after a question, unless the core refuses', async () => {
    const bridge = await openHosts();
    bridge.answer({
      'hosts.remove': () => ({
        code: 'host.in-use',
        message: 'dev is on laptop. Remove the environment first.',
        details: {},
      }),
    });
    await page.getByRole('button', { name: 'Actions for laptop' }).click();
    await page.getByRole('menuitem', { name: 'Remove host' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove host' }).click();
    await expect.element(page.getByText('dev is on laptop. Remove the environment first.')).toBeVisible();
    bridge.answer({ 'hosts.remove': () => null });
    await page.getByRole('dialog').getByRole('button', { name: 'Remove host' }).click();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(bridge.inputsOf('hosts.remove')).toEqual([{ name: 'laptop' }, { name: 'laptop' }]);
  });
});

describe('adding a host', () => {
  test('asks its engine first, and saves what answered under a name', async () => {
    const bridge = await openHosts();
    bridge.answer({ 'hosts.try': () => sampleTrial(), 'hosts.add': ({ name }) => sampleHostDetail(name) });
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('textbox', { name: 'Endpoint' }).fill('tcp://nuc-3:2376');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Docker 29.1.2 answers')).toBeVisible();
    await expect.element(page.getByText('rootless')).toBeVisible();
    expect(bridge.inputsOf('hosts.add')).toEqual([]);
    await page.getByRole('textbox', { name: 'Name' }).fill('rack');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(bridge.inputsOf('hosts.add')).toEqual([{ name: 'rack', endpoint: 'tcp://nuc-3:2376' }]);
  });

  test('shows why it does not answer, and saves nothing', async () => {
    const bridge = await openHosts();
    bridge.answer({
      'hosts.try': () => ({ code: 'usage', message: '"nonsense" is not an endpoint.', details: {} }),
    });
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('textbox', { name: 'Endpoint' }).fill('nonsense');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect.element(page.getByText('"nonsense" is not an endpoint.')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(bridge.inputsOf('hosts.add')).toEqual([]);
  });

  test('does not take an engine that is a host already', async () => {
    const bridge = await openHosts();
    bridge.answer({ 'hosts.try': () => sampleTrial({ same: 'laptop' }) });
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('textbox', { name: 'Endpoint' }).fill('tcp://nuc-3:2376');
    await userEvent.keyboard('{Enter}');
    await expect
      .element(
        page.getByText('It is the same engine as the host laptop. One engine is one host: use that one.'),
      )
      .toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(bridge.inputsOf('hosts.add')).toEqual([]);
  });

  test('asks anew when the endpoint was changed after the check', async () => {
    const bridge = await openHosts();
    bridge.answer({ 'hosts.try': () => sampleTrial(), 'hosts.add': ({ name }) => sampleHostDetail(name) });
    await page.getByRole('button', { name: 'Add host' }).click();
    const endpoint = page.getByRole('textbox', { name: 'Endpoint' });
    await endpoint.fill('tcp://nuc-3:2376');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Docker 29.1.2 answers')).toBeVisible();
    await endpoint.fill('tcp://nuc-4:2376');
    await expect.element(page.getByText('Docker 29.1.2 answers')).not.toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: 'Check', exact: true })).toBeVisible();
  });
});

test('what answers late for another endpoint is not taken for the one that is named now', async () => {
  // The sheet is in the address, which another test may have left.
  window.location.hash = '#/hosts';
  const bridge = await openHosts();
  const answers: ((trial: ReturnType<typeof sampleTrial>) => void)[] = [];
  bridge.answer({ 'hosts.try': () => new Promise((resolve) => answers.push(resolve)) });
  await page.getByRole('button', { name: 'Add host' }).click();
  const endpoint = page.getByRole('textbox', { name: 'Endpoint' });
  await expect.element(endpoint).toHaveFocus();
  await endpoint.fill('tcp://nuc-3:2376');
  await userEvent.keyboard('{Enter}');
  await endpoint.fill('tcp://nuc-4:2376');
  answers[0]?.(sampleTrial());
  const button = page.getByRole('button', { name: 'Check', exact: true });
  await expect.element(button).not.toHaveAttribute('aria-busy');
  await expect.element(button).toBeVisible();
  expect(page.getByText('Docker 29.1.2 answers').query()).toBeNull();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('button', { name: 'Add host' })).toHaveFocus();
});

describe('environments', () => {
  test('are shown with what they ask of a release', async () => {
    await openHosts();
    const table = page.getByRole('table', { name: 'Environments' });
    await expect
      .element(
        table.getByRole('row', { name: /^prod/ }).getByText('passed its test, 1 h in the environment before'),
      )
      .toBeVisible();
  });

  test('are added with hosts and a policy, and with sensible times only', async () => {
    const bridge = await openHosts();
    bridge.answer({
      'environments.add': ({ name }) => ({
        id: 'e-qa',
        name,
        position: 3,
        hosts: [],
        policy: { tested: true, soakMs: 0, approval: false },
      }),
    });
    await page.getByRole('button', { name: 'Add environment' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add environment' });
    await sheet.getByRole('textbox', { name: 'Name' }).fill('qa');
    await sheet.getByRole('checkbox', { name: 'nuc-1' }).click();
    await sheet.getByRole('checkbox', { name: 'It has passed its test' }).click();
    const minutes = sheet.getByRole('textbox', { name: 'Minutes in the environment before' });
    await minutes.fill('soon');
    await expect
      .element(sheet.getByRole('alert'))
      .toHaveTextContent('Write a number of minutes, from 0 to a year.');
    await minutes.fill('90');
    await userEvent.keyboard('{Enter}');
    await expect.element(sheet).not.toBeInTheDocument();
    expect(bridge.inputsOf('environments.add')).toEqual([
      {
        name: 'qa',
        hosts: ['nuc-1'],
        after: 'prod',
        policy: { tested: true, soakMs: 5_400_000, approval: false },
      },
    ]);
  });

  test('are removed after a question', async () => {
    const bridge = await openHosts();
    bridge.answer({ 'environments.remove': () => null });
    await page.getByRole('button', { name: 'Remove environment staging' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove environment' }).click();
    await expect.poll(() => bridge.inputsOf('environments.remove')).toEqual([{ name: 'staging' }]);
  });
});

test('without any host, the next step is said', async () => {
  await openHosts({ hosts: [], lanes: [], placements: [] });
  await expect.element(page.getByRole('heading', { name: 'No host yet' })).toBeVisible();
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const bridge = await openHosts();
  bridge.answer({ 'hosts.try': () => sampleTrial({ same: 'laptop' }) });
  await expect.element(page.getByText('62 GB free')).toBeVisible();
  expect(await checkAccessibility()).toEqual([]);
  await page.getByRole('button', { name: 'Add host' }).click();
  await page.getByRole('textbox', { name: 'Endpoint' }).fill('tcp://nuc-3:2376');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Docker 29.1.2 answers')).toBeVisible();
  expect(await checkAccessibility()).toEqual([]);
});
