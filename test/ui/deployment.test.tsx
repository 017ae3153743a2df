import { beforeEach, expect, test } from 'vitest';
import { DeploymentScreen } from '../../renderer/screens/deployment/DeploymentScreen.tsx';
import type { LiveDeployment } from '../../shared/model/house.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge, type FakeBridge } from './support/fake-bridge.ts';
import { manualClock } from './support/manual-clock.ts';
import {
  SAMPLE_RECEIPT,
  sampleDeployment,
  sampleDetail,
  sampleFailure,
  sampleProbes,
} from './support/sample-deployments.ts';
import { NOON, sampleHouse, samplePlacement } from './support/sample-house.ts';
import { showScreen } from './support/show-screen.tsx';

beforeEach(() => {
  window.location.hash = '#/deployments/d-web-staging-15';
});

function bridgeOf(detail = sampleDetail()): FakeBridge {
  return createFakeBridge(sampleHouse(), {
    'deployments.get': () => detail,
    'operations.cancel': () => null,
    'rollbacks.preview': () => ({ refusal: 'nothing' }),
  });
}

test('tells who did what, when, why, how it ended, and what serves now', async () => {
  const screen = await showScreen(<DeploymentScreen id="d-web-staging-15" />, bridgeOf());
  await expect.element(screen.getByRole('heading', { name: 'Promote web v15 to staging' })).toBeVisible();
  const outcome = screen.getByRole('region', { name: 'Outcome' });
  await expect.element(outcome).toMatchTextContent('live It serves.');
  await expect.element(outcome).toMatchTextContent('ada@laptop, by way of the window');
  await expect.element(outcome).toMatchTextContent('took 14.2 s');
  await expect.element(outcome).toMatchTextContent('the new cache');
  await expect.element(outcome).toMatchTextContent('v15 in green, this deployment');
});

test('bars of the steps are to scale and where the step was', async () => {
  const { getByRole } = await showScreen(<DeploymentScreen id="d-web-staging-15" />, bridgeOf());
  await expect.element(getByRole('list', { name: 'Steps' })).toBeVisible();
  const rows = getByRole('list', { name: 'Steps' }).getByRole('listitem').elements();
  const box = (text: string): DOMRect => {
    const bar = rows.find((row) => row.textContent.startsWith(text))?.querySelector('i');
    if (!bar) throw new Error(`no bar for ${text}`);
    return bar.getBoundingClientRect();
  };
  expect(box('watch').width / box('wait until ready').width).toBeCloseTo(10_000 / 3100, 1);
  expect(box('wait until ready').right).toBeLessThanOrEqual(box('watch').left + 0.5);
  expect(box('watch').left - box('lock').left).toBeGreaterThan(box('image').width);
});

test('the receipt shows its figures, and the probes over time in a picture, in words and as a table', async () => {
  const lost = sampleProbes().map((bucket, place) => (place === 17 ? { ...bucket, failed: 3 } : bucket));
  const detail = sampleDetail({ probes: lost }, { receipt: { ...SAMPLE_RECEIPT, failures: 3 } });
  const screen = await showScreen(<DeploymentScreen id="d-web-staging-15" />, bridgeOf(detail));
  const receipt = screen.getByRole('region', { name: 'Receipt' });
  await expect.element(receipt).toMatchTextContent('✕ 3');
  await expect.element(receipt).toMatchTextContent('longest gap14 ms');
  await expect
    .element(receipt.getByRole('img'))
    .toHaveAccessibleName(
      /^1.425 probes over the deployment, 3 lost, the slowest answer took 14 ms\. The gate swung after 4\.2 s\.$/,
    );
  await receipt.getByText('As a table').click();
  const rows = receipt.getByRole('row');
  expect(rows.elements()).toHaveLength(58);
  await expect.element(rows.nth(18)).toMatchTextContent(/^4\.3 s\d+314 ms$/);
});

test('a gate that did not swing is not shown swinging', async () => {
  const { steps } = sampleDetail();
  const failed = steps.map((step) => (step.name === 'switch' ? { ...step, state: 'failed' as const } : step));
  const screen = await showScreen(<DeploymentScreen id="d-1" />, bridgeOf(sampleDetail({ steps: failed })));
  const picture = screen.getByRole('region', { name: 'Receipt' }).getByRole('img');
  await expect.element(picture).toHaveAccessibleName(/^1.425 probes over the deployment/);
  await expect.element(picture).not.toHaveAccessibleName(/gate/);
  expect(screen.getByText('gate swings').query()).toBeNull();
});

test('a failure shows its error, the evidence without colours and cut, and the reason for the override', async () => {
  const screen = await showScreen(<DeploymentScreen id="d-failed" />, bridgeOf(sampleFailure()));
  await expect
    .element(screen.getByRole('alert').filter({ hasText: 'was not ready in staging' }))
    .toBeVisible();
  const replica = screen.getByRole('region', { name: 'Replica 1' });
  await expect.element(replica).toMatchTextContent('exited, exit code 137; it ran out of memory');
  await expect.element(replica).toMatchTextContent('L7STS 500');
  const lines = screen.getByRole('group', { name: 'Last lines of replica 1' });
  await expect.element(lines).toMatchTextContent('Error: no such table: prices');
  expect(lines.element().textContent).not.toContain('\u001b');
  expect(lines.element().textContent.length).toBeLessThan(10_000);
  await expect.element(screen.getByText('against the policy: the house is cold')).toBeVisible();
  await expect
    .element(screen.getByRole('list', { name: 'Steps' }).getByRole('img', { name: 'failed' }))
    .toBeVisible();
  await expect
    .element(screen.getByRole('button', { name: 'Back to this' }))
    .toHaveAttribute('aria-disabled', 'true');
});

test('while it runs, follows its steps, can be cancelled, and shows the receipt when it is over', async () => {
  const clock = manualClock(NOON);
  const {
    receipt: _receipt,
    endedAt: _ended,
    durationMs: _took,
    config: _config,
    plan,
    ...going
  } = sampleDeployment({
    id: 'd-live',
    state: 'running',
    startedAt: NOON - 2000,
  });
  const step = (index: number, done: boolean) => ({
    index,
    name: plan.steps[index]?.name ?? 'lock',
    state: done ? ('done' as const) : ('running' as const),
    startedAt: NOON - 2000 + index * 500,
    ...(done ? { durationMs: 500 } : {}),
  });
  const live: LiveDeployment = {
    key: 'web/staging/nuc-1',
    deployment: going,
    host: 'nuc-1',
    strategy: 'blue-green',
    source: 'create',
    interruptions: [],
    plan: plan.steps,
    steps: [step(0, true), step(1, false)],
    note: 'sent 2.1 MB of 4.1 MB',
    probes: { sent: 12, failed: 0 },
    operation: 'op-7',
  };
  let detail = sampleDetail(
    { steps: [step(0, true)], probes: [] },
    { id: 'd-live', state: 'running', startedAt: NOON - 2000 },
  );
  detail = { ...detail, deployment: { ...detail.deployment, ...going } };
  const bridge = bridgeOf();
  bridge.answer({ 'deployments.get': () => detail, 'house.get': () => sampleHouse({ live: [live] }) });
  const screen = await showScreen(<DeploymentScreen id="d-live" />, bridge, clock);
  const steps = screen.getByRole('region', { name: 'Steps' });
  await expect.element(steps).toMatchTextContent('2 s · sent 2.1 MB of 4.1 MB · 12 probes, 0 lost');
  await expect.element(steps.getByRole('status', { name: 'running' })).toBeVisible();
  bridge.emit({
    type: 'deployment.changed',
    live: { ...live, steps: [step(0, true), step(1, true), step(2, false)] },
  });
  await expect.element(steps.getByRole('img', { name: 'done' }).nth(1)).toBeVisible();
  await screen.getByRole('button', { name: 'Cancel', exact: true }).click();
  expect(bridge.inputsOf('operations.cancel')).toEqual([{ operation: 'op-7' }]);
  detail = sampleDetail({}, { id: 'd-live' });
  bridge.emit({ type: 'deployment.ended', live: { ...live, deployment: { ...going, state: 'live' } } });
  await expect.element(screen.getByRole('region', { name: 'Receipt' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Cancel', exact: true })).not.toBeInTheDocument();
});

test('what serves can be rolled back, what served can be gone back to, both after a look at it', async () => {
  const bridge = bridgeOf();
  const placement = samplePlacement('web', 'staging', 'nuc-1', 15, { back: { version: 14, source: 'warm' } });
  bridge.answer({ 'house.get': () => sampleHouse({ placements: [placement] }) });
  const screen = await showScreen(<DeploymentScreen id="d-web-staging-15" />, bridge);
  await screen.getByRole('button', { name: 'Roll back', exact: true }).click();
  await expect.poll(() => bridge.inputsOf('rollbacks.preview').length).toBeGreaterThan(0);
  await screen.getByRole('button', { name: 'Cancel', exact: true }).click();
  bridge.emit({ type: 'placement.changed', placement: { ...placement, deployment: 'another' } });
  await screen.getByRole('button', { name: 'Back to this' }).click();
  await expect
    .poll(() => bridge.inputsOf('deployments.plan')[0])
    .toEqual({ kind: 'rollback', app: 'web', environment: 'staging', version: 15 });
  expect(bridge.inputsOf('deployments.start')).toEqual([]);
});

test('a deployment that is not known says so', async () => {
  const bridge = bridgeOf();
  bridge.answer({
    'deployments.get': () => ({
      code: 'deployment.unknown',
      message: 'There is no deployment d-x.',
      details: {},
    }),
  });
  const screen = await showScreen(<DeploymentScreen id="d-x" />, bridge);
  await expect.element(screen.getByText('There is no deployment d-x.')).toBeVisible();
});

test.each([
  ['light', 'good'],
  ['dark', 'good'],
  ['light', 'failed'],
  ['dark', 'failed'],
])('in the %s theme, axe finds nothing wrong with a %s one', async (theme, how) => {
  document.documentElement.dataset['theme'] = theme;
  const bridge = bridgeOf(how === 'good' ? sampleDetail() : sampleFailure());
  const { container, getByRole } = await showScreen(<DeploymentScreen id="d" />, bridge);
  await expect.element(getByRole('list', { name: 'Steps' })).toBeVisible();
  expect(await checkAccessibility(container)).toEqual([]);
});
