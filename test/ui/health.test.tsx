import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { HealthScreen } from '../../renderer/screens/health/HealthScreen.tsx';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { sampleChanges, sampleSeries } from './support/sample-care.ts';
import { NOON, sampleHouse, samplePlacement } from './support/sample-house.ts';
import { showScreen } from './support/show-screen.tsx';

async function openHealth(house: Parameters<typeof sampleHouse>[0] = {}): Promise<FakeBridge> {
  window.location.hash = '#/health';
  const bridge = createFakeBridge(sampleHouse(house), {
    'health.changes': () => sampleChanges(),
    'health.traffic': ({ span }) => sampleSeries(span),
    'rollbacks.preview': () => ({
      to: { version: 40, deployment: 'd-40', source: 'warm', colour: 'green' },
      lastMs: 38,
    }),
  });
  await showScreen(<HealthScreen />, bridge);
  return bridge;
}

describe('what is wrong now', () => {
  test('is said with its reason, since when, and what can be done', async () => {
    await openHealth();
    const wrong = page.getByRole('list', { name: 'Wrong now' });
    await expect.element(wrong.getByText("the edge's check of replica 1 fails (L7STS 500).")).toBeVisible();
    await expect.element(wrong.getByText('failing')).toBeVisible();
    await expect.element(wrong.getByText('2 min')).toBeVisible();
    await wrong.getByRole('button', { name: 'Back to v40' }).click();
    await expect.element(page.getByRole('dialog', { name: 'Back to api v40 in prod' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await wrong.getByRole('button', { name: 'Logs of api in prod' }).click();
    expect(window.location.hash).toBe('#/logs/api/prod/nuc-1');
  });

  test('comes the worst first, and of the same kind the longest first', async () => {
    await openHealth({
      placements: [
        samplePlacement('a', 'dev', 'laptop', 1, { health: 'degraded', healthSince: NOON - 9000 }),
        samplePlacement('b', 'dev', 'laptop', 1, { health: 'down', healthSince: NOON - 1000 }),
        samplePlacement('c', 'dev', 'laptop', 1, { health: 'down', healthSince: NOON - 5000 }),
        samplePlacement('d', 'dev', 'laptop', 1),
      ],
    });
    await expect
      .poll(() =>
        page
          .getByRole('list', { name: 'Wrong now' })
          .getByRole('heading')
          .elements()
          .map((heading) => heading.textContent.slice(0, 8)),
      )
      .toEqual(['c in dev', 'b in dev', 'a in dev']);
  });

  test('goes when it is over', async () => {
    const bridge = await openHealth();
    await expect.element(page.getByRole('list', { name: 'Wrong now' })).toBeVisible();
    bridge.emit({
      type: 'placement.changed',
      placement: samplePlacement('api', 'prod', 'nuc-1', 41, { healthSince: NOON }),
    });
    await expect.element(page.getByText('All 10 placements are well.')).toBeVisible();
    await expect.poll(() => bridge.inputsOf('health.changes').length).toBeGreaterThan(1);
  });

  test('is nothing where nothing is deployed, and the next step is said', async () => {
    await openHealth({ placements: [] });
    await expect.element(page.getByRole('heading', { name: 'Nothing runs yet' })).toBeVisible();
    await page.getByRole('button', { name: 'Go to the board' }).click();
    expect(window.location.hash).toBe('#/board');
  });
});

describe('traffic', () => {
  test('is of the worst placement first, and of the one that is chosen', async () => {
    const bridge = await openHealth();
    await expect.element(page.getByRole('heading', { name: 'api in prod', level: 2 })).toBeVisible();
    await page.getByRole('row', { name: /^photos staging/ }).click();
    await expect.element(page.getByRole('heading', { name: 'photos in staging' })).toBeVisible();
    expect(bridge.inputsOf('health.traffic').at(-1)).toEqual({
      app: 'photos',
      environment: 'staging',
      host: 'nuc-1',
      span: 'recent',
    });
  });

  test('can be read as a table, of the last minutes and of the day', async () => {
    await openHealth();
    await page.getByRole('button', { name: 'As a table' }).click();
    const table = page.getByRole('grid', { name: 'Measurements' });
    await expect.element(table).toHaveAttribute('aria-rowcount', '61');
    await page.getByRole('combobox', { name: 'Time' }).selectOptions('Last day');
    await expect.element(table).toHaveAttribute('aria-rowcount', '1441');
    await expect.poll(() => table.getByRole('gridcell').nth(1).element().textContent).toMatch(/^[\d.]+\/s$/);
  });

  test('that cannot be read says why, and can be asked for again', async () => {
    window.location.hash = '#/health';
    const bridge = createFakeBridge(sampleHouse(), {
      'health.changes': () => [],
      'health.traffic': () => ({
        code: 'engine.timeout',
        message: 'nuc-1 did not answer within 5 s.',
        details: {},
      }),
    });
    await showScreen(<HealthScreen />, bridge);
    await expect.element(page.getByText('nuc-1 did not answer within 5 s.')).toBeVisible();
    bridge.answer({ 'health.traffic': ({ span }) => sampleSeries(span) });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect
      .element(
        page.getByRole('group', { name: 'Requests and errors per second. Arrow keys read the values.' }),
      )
      .toBeVisible();
    await expect
      .element(page.getByText('Nothing has changed its health since it is being watched.'))
      .toBeVisible();
  });
});

test('what was is told with restarts and kills, and of one app when that is wanted', async () => {
  const bridge = await openHealth();
  const changes = page.getByRole('list', { name: 'Changes of health' });
  await expect.element(changes.getByText('out of memory', { exact: true })).toBeVisible();
  await expect.element(changes.getByText('restarted', { exact: true })).toBeVisible();
  await expect
    .element(changes.getByText('twinberth-web-staging-green-2 ended with code 137 (out of memory)'))
    .toBeVisible();
  await page.getByRole('combobox', { name: 'App' }).selectOptions('web');
  await expect.poll(() => bridge.inputsOf('health.changes').at(-1)).toEqual({ limit: 50, app: 'web' });
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  await openHealth();
  await expect.element(page.getByText('out of memory', { exact: true })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'api in prod', level: 2 })).toBeVisible();
  expect(await checkAccessibility()).toEqual([]);
});
