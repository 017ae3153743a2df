import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { SpaceScreen } from '../../renderer/screens/space/SpaceScreen.tsx';
import type { Operation } from '../../shared/model/operation.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { sampleDoctor, sampleStorage } from './support/sample-care.ts';
import { NOON, sampleHouse } from './support/sample-house.ts';
import { showScreen } from './support/show-screen.tsx';

async function openSpace(): Promise<FakeBridge> {
  const bridge = createFakeBridge(sampleHouse(), {
    'storage.plan': () => sampleStorage(),
    'doctor.run': () => sampleDoctor(),
    'storage.apply': () => ({ operation: 'o1' }),
    'operations.cancel': () => null,
  });
  await showScreen(<SpaceScreen />, bridge);
  return bridge;
}

const RUNNING: Operation = {
  id: 'o1',
  kind: 'storage',
  title: 'Clean up every host',
  state: 'running',
  startedAt: NOON - 4000,
  text: 'Removing web:v9',
  progress: { current: 1, total: 2, unit: 'items' },
  cancellable: true,
};

describe('what is stored', () => {
  test('is told with what could go, what stays and why, and what keeping it costs', async () => {
    await openSpace();
    await expect.element(page.getByText('110 MB can go')).toBeVisible();
    const going = page.getByRole('table', { name: 'Images on nuc-1 that can go' });
    await expect
      .element(going.getByRole('row', { name: /^web v9/ }).getByText('no rollback reaches it'))
      .toBeVisible();
    const staying = page.getByRole('table', { name: 'Images on nuc-1 that stay' });
    const kept = staying.getByRole('row', { name: /^web v12/ });
    await expect.element(kept.getByText('rollback in prod on nuc-1')).toBeVisible();
    await expect.element(kept.getByRole('cell').last()).toHaveTextContent('48 MB');
    await expect.element(staying.getByText('pinned by ada@laptop')).toBeVisible();
    const containers = page.getByRole('table', { name: 'Containers on nuc-1 that stay' });
    for (const [name, why] of [
      ['twinberth-api-prod-blue-1', 'serves'],
      ['twinberth-api-prod-green-1', 'standby, stopped'],
    ] as const)
      await expect
        .element(containers.getByRole('row', { name: new RegExp(name) }).getByText(why))
        .toBeVisible();
    await expect.element(page.getByText(/^1 for the next builds/)).toBeVisible();
    await expect
      .element(page.getByText('1 of releases that are kept (40 kB), 1 of the newest builds (60 kB)'))
      .toBeVisible();
    await expect.element(page.getByText('data: never removed')).toBeVisible();
    await expect.element(page.getByText('made by bob@rack, not in this history: stays')).toBeVisible();
  });

  test('on a host that is away is not known, and that is said', async () => {
    await openSpace();
    await expect.element(page.getByText('nuc-2 could not be looked at')).toBeVisible();
  });

  test('cannot be cleaned up when nothing has to go', async () => {
    const plan = sampleStorage();
    const bridge = createFakeBridge(sampleHouse(), {
      'storage.plan': () => ({ ...plan, hosts: [], logs: [], logsBytes: 0, unreachable: [] }),
      'doctor.run': () => sampleDoctor(),
    });
    await showScreen(<SpaceScreen />, bridge);
    await expect.element(page.getByText('nothing has to go')).toBeVisible();
    await expect
      .element(page.getByRole('button', { name: 'Clean up' }))
      .toHaveAttribute('aria-disabled', 'true');
  });
});

describe('cleaning up', () => {
  test('asks with the bytes, and takes no more than was chosen', async () => {
    const bridge = await openSpace();
    await page.getByRole('button', { name: 'Clean up' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clean up' });
    await expect.element(dialog.getByText('2 images, 109 MB')).toBeVisible();
    await dialog.getByRole('checkbox', { name: 'Also 1 orphan' }).click();
    await dialog.getByRole('button', { name: 'Free 110 MB' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(bridge.inputsOf('storage.apply')).toEqual([{ orphans: true, buildCache: false }]);
  });

  test('shows how far it is, can be cancelled, and tells what was freed', async () => {
    const bridge = await openSpace();
    await page.getByRole('button', { name: 'Clean up' }).click();
    await page.getByRole('button', { name: 'Free 110 MB' }).click();
    bridge.emit({ type: 'operation.changed', operation: RUNNING });
    await expect.element(page.getByText('Clean up every host: Removing web:v9')).toBeVisible();
    await expect.element(page.getByText('4 s')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(bridge.inputsOf('operations.cancel')).toEqual([{ operation: 'o1' }]);
    bridge.answer({
      'operations.cancel': () => ({ code: 'operation.unknown', message: 'It is over.', details: {} }),
    });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect
      .element(page.getByRole('alert').filter({ hasText: 'It was not cancelled: It is over.' }))
      .toBeVisible();
    bridge.emit({
      type: 'operation.changed',
      operation: {
        ...RUNNING,
        state: 'done',
        endedAt: NOON,
        result: {
          kind: 'storage',
          outcome: {
            plan: sampleStorage(),
            hosts: [
              {
                host: 'nuc-1',
                removed: ['web:v9'],
                spared: [{ what: 'web:v8', problem: 'a container was made from it meanwhile' }],
                failed: [],
                plannedBytes: 48_000_000,
                measured: { layersBytes: 47_000_000, keptByBuilderBytes: 0 },
              },
            ],
            logsRemoved: 1,
            history: { beforeBytes: 5_300_000, afterBytes: 5_100_000 },
          },
        },
      },
    });
    await expect.element(page.getByText('1 thing removed, 48 MB as planned; measured 47 MB.')).toBeVisible();
    await expect
      .element(page.getByText('a container was made from it meanwhile', { exact: false }))
      .toBeVisible();
    await expect.poll(() => bridge.inputsOf('storage.plan').length).toBe(2);
  });

  test('that fails says why', async () => {
    const bridge = await openSpace();
    await page.getByRole('button', { name: 'Clean up' }).click();
    await page.getByRole('button', { name: 'Free 110 MB' }).click();
    bridge.emit({
      type: 'operation.changed',
      operation: {
        ...RUNNING,
        state: 'failed',
        error: { code: 'engine.cut', message: 'nuc-1 went away.', details: {} },
      },
    });
    await expect.element(page.getByText('nuc-1 went away.')).toBeVisible();
  });
});

test('the doctor says what is wrong, and what it has fixed', async () => {
  const bridge = await openSpace();
  const findings = page.getByRole('list', { name: 'Findings' });
  await expect.element(findings.getByText('web in dev is locked by a process that is gone.')).toBeVisible();
  bridge.answer({
    'doctor.fix': () => ({
      ok: true,
      findings: [{ level: 'ok', what: 'Gave up the lock of web in dev.', fixed: true }],
      settings: [],
    }),
  });
  await page.getByRole('button', { name: 'Mend what can be mended' }).click();
  await expect.element(findings.getByText('Gave up the lock of web in dev.', { exact: false })).toBeVisible();
  await expect.element(findings.getByText('mended')).toBeVisible();
  await expect
    .element(findings.getByText('web in dev is locked by a process that is gone.'))
    .not.toBeInTheDocument();
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  await openSpace();
  await expect.element(page.getByText('110 MB can go')).toBeVisible();
  await expect.element(page.getByText('The history is whole.')).toBeVisible();
  expect(await checkAccessibility()).toEqual([]);
  await page.getByRole('button', { name: 'Clean up' }).click();
  expect(await checkAccessibility()).toEqual([]);
});
