import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { DriftScreen } from '../../renderer/screens/drift/DriftScreen.tsx';
import type { Operation } from '../../shared/model/operation.ts';
import { samplePlanView } from './board/board-answers.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { sampleDrift } from './support/sample-care.ts';
import { NOON, sampleHouse } from './support/sample-house.ts';
import { showScreen } from './support/show-screen.tsx';

async function openDrift(): Promise<FakeBridge> {
  const bridge = createFakeBridge(sampleHouse(), { 'drift.scan': () => sampleDrift() });
  await showScreen(<DriftScreen />, bridge);
  return bridge;
}

describe('what a scan found', () => {
  test('is told with what was expected, what is there, since when, and what healing does', async () => {
    await openDrift();
    const found = page.getByRole('list', { name: 'What differs of api in staging' });
    await expect.element(found.getByText('LOG_LEVEL is another')).toBeVisible();
    await expect.element(found.getByText('info', { exact: true }).first()).toBeVisible();
    await expect.element(found.getByText('trace')).toBeVisible();
    await expect.element(found.getByText('9 min ago')).toBeVisible();
    await expect
      .element(found.getByText('Healing: puts a new container in its place, made as it was deployed'))
      .toBeVisible();
    await expect.element(page.getByText('1 of 3 placements differs')).toBeVisible();
  });

  test('is not confused with what could not be looked at', async () => {
    await openDrift();
    const unread = page.getByRole('list', { name: 'Could not be looked at' });
    await expect
      .element(unread.getByText('The engine at tcp://nuc-2:2376 does not answer: connection refused.'))
      .toBeVisible();
    await expect
      .element(page.getByRole('list', { name: 'As deployed' }).getByText('web in staging', { exact: false }))
      .toBeVisible();
  });

  test('is asked for again with a press, and shows that it is under way', async () => {
    const bridge = await openDrift();
    await expect.element(page.getByText('LOG_LEVEL is another')).toBeVisible();
    let finish = (): void => undefined;
    bridge.answer({
      'drift.scan': () =>
        new Promise((resolve) => {
          finish = () => resolve([]);
        }),
    });
    await page.getByRole('button', { name: 'Scan' }).click();
    await expect.element(page.getByText('Comparing 10 placements with what was deployed')).toBeVisible();
    await expect.element(page.getByText('LOG_LEVEL is another')).toBeVisible();
    finish();
    await expect.element(page.getByRole('heading', { name: 'Nothing is deployed' })).toBeVisible();
  });

  test('that did not get through says why', async () => {
    const bridge = createFakeBridge(sampleHouse(), {
      'drift.scan': () => ({ code: 'history.locked', message: 'The history is locked.', details: {} }),
    });
    await showScreen(<DriftScreen />, bridge);
    await expect.element(page.getByText('The history is locked.')).toBeVisible();
  });
});

test('healing shows its plan first, and afterwards everything is scanned again', async () => {
  const bridge = await openDrift();
  bridge.answer({
    'deployments.plan': () => samplePlanView({ kind: 'heal', app: 'api', environment: 'staging' }),
    'deployments.start': () => ({ operation: 'o1' }),
  });
  await page.getByRole('button', { name: 'Heal api in staging' }).click();
  const sheet = page.getByRole('dialog');
  await expect.element(sheet).toBeVisible();
  expect(bridge.inputsOf('deployments.plan')[0]).toMatchObject({
    kind: 'heal',
    app: 'api',
    environment: 'staging',
  });
  expect(bridge.inputsOf('deployments.start')).toEqual([]);
  await sheet.getByRole('button', { name: /^Heal/ }).click();
  await expect.element(sheet).not.toBeInTheDocument();
  bridge.emit({ type: 'operation.changed', operation: HEALING });
  await expect.element(page.getByText('Heal api in staging: starting replica 2')).toBeVisible();
  expect(bridge.inputsOf('drift.scan')).toHaveLength(1);
  bridge.emit({ type: 'operation.changed', operation: { ...HEALING, state: 'done', endedAt: NOON } });
  await expect.poll(() => bridge.inputsOf('drift.scan')).toHaveLength(2);
});

const HEALING: Operation = {
  id: 'o1',
  kind: 'deployment',
  title: 'Heal api in staging',
  state: 'running',
  startedAt: NOON,
  text: 'starting replica 2',
  cancellable: true,
};

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  await openDrift();
  await expect.element(page.getByText('LOG_LEVEL is another')).toBeVisible();
  expect(await checkAccessibility()).toEqual([]);
});
