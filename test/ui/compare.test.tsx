import { beforeEach, expect, test } from 'vitest';
import { CompareReleasesScreen } from '../../renderer/screens/compare/CompareReleasesScreen.tsx';
import { CompareScreen } from '../../renderer/screens/compare/CompareScreen.tsx';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge } from './support/fake-bridge.ts';
import { sampleDetail, sampleFailure } from './support/sample-deployments.ts';
import { sampleHouse } from './support/sample-house.ts';
import { sampleReleaseComparison, sampleReleases } from './support/sample-releases.ts';
import { showScreen } from './support/show-screen.tsx';

beforeEach(() => {
  window.location.hash = '#/compare/d-failed/d-web-staging-15';
});

const { changes } = sampleDetail().deployment.plan;

function bridgeOf() {
  return createFakeBridge(sampleHouse(), {
    'deployments.compare': () => ({ a: sampleFailure(), b: sampleDetail(), changes }),
    'releases.compare': () => sampleReleaseComparison(),
    'releases.list': () => sampleReleases(),
  });
}

test('two deployments side by side: what differs is marked, configurations and receipts are there', async () => {
  const screen = await showScreen(<CompareScreen a="d-failed" b="d-web-staging-15" />, bridgeOf());
  const what = screen.getByRole('table', { name: 'What the deployments were' });
  await expect.element(what.getByRole('row', { name: /^Outcome/ })).toMatchTextContent('failedlive');
  await expect
    .element(what.getByRole('row', { name: /^Outcome/ }).getByRole('img', { name: 'differs' }))
    .toBeVisible();
  await expect
    .element(what.getByRole('row', { name: /^Who/ }).getByRole('img', { name: 'differs' }))
    .not.toBeInTheDocument();
  await expect
    .element(screen.getByRole('region', { name: 'Differences' }))
    .toMatchTextContent('LOG_LEVEL info → warn');
  const receipts = screen.getByRole('table', { name: 'Receipts' });
  await expect.element(receipts.getByRole('row', { name: /^longest gap/ })).toMatchTextContent('–14 ms');
  await expect
    .element(
      screen.getByRole('table', { name: 'Durations of the steps' }).getByRole('row', { name: /^watch/ }),
    )
    .toMatchTextContent('watch–10.0 s');
});

test('sides can be swapped', async () => {
  const screen = await showScreen(<CompareScreen a="d-failed" b="d-web-staging-15" />, bridgeOf());
  await screen.getByRole('button', { name: 'Swap sides' }).click();
  expect(window.location.hash).toBe('#/compare/d-web-staging-15/d-failed');
});

test('two releases: labels, variables, ports, command and bases, and layers with what is shared', async () => {
  const screen = await showScreen(<CompareReleasesScreen app="web" from={15} to={16} />, bridgeOf());
  const differences = screen.getByRole('region', { name: 'Differences' });
  await expect
    .element(differences)
    .toMatchTextContent('Base images~changed node:24-slim sha256:11aa → sha256:22bb');
  await expect.element(differences).toMatchTextContent('Variables+added CACHE_TTL=60');
  await expect.element(differences).toMatchTextContent('Ports−removed 9229/tcp');
  const layers = screen.getByRole('region', { name: 'Layers' });
  await expect
    .element(layers)
    .toMatchTextContent('2 shared, 83 MB; 1 only in v15, 940 kB; 1 only in v16, 1.2 MB');
  await expect.element(layers.getByRole('row').nth(4)).toMatchTextContent('only v16');
  await expect.element(layers.getByRole('row').nth(4)).toMatchTextContent('COPY . .');
});

test('another release can be chosen for either side', async () => {
  const screen = await showScreen(<CompareReleasesScreen app="web" from={15} to={16} />, bridgeOf());
  await expect
    .element(screen.getByRole('combobox', { name: 'First release' }).getByRole('option', { name: 'v13' }))
    .toBeInTheDocument();
  await screen.getByRole('combobox', { name: 'First release' }).selectOptions('13');
  expect(window.location.hash).toBe('#/apps/web/compare/13/16');
});

test('when the images cannot be read, says that only records are compared', async () => {
  const bridge = bridgeOf();
  bridge.answer({
    'releases.compare': () => ({
      ...sampleReleaseComparison(),
      layers: [],
      changes: [],
      problem: 'nuc-1 is away.',
    }),
  });
  const screen = await showScreen(<CompareReleasesScreen app="web" from={15} to={16} />, bridge);
  await expect.element(screen.getByText('nuc-1 is away. Only what is recorded is compared.')).toBeVisible();
  await expect.element(screen.getByText('No layer of them is known.')).toBeVisible();
});

test('a comparison that is refused says why', async () => {
  const bridge = bridgeOf();
  bridge.answer({
    'deployments.compare': () => ({
      code: 'deployment.unknown',
      message: 'There is no deployment d-x.',
      details: {},
    }),
  });
  const screen = await showScreen(<CompareScreen a="d-x" b="d-y" />, bridge);
  await expect.element(screen.getByText('There is no deployment d-x.')).toBeVisible();
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const one = await showScreen(<CompareScreen a="d-failed" b="d-web-staging-15" />, bridgeOf());
  await expect.element(one.getByRole('table', { name: 'Receipts' })).toBeVisible();
  expect(await checkAccessibility(one.container)).toEqual([]);
  await one.unmount();
  const other = await showScreen(<CompareReleasesScreen app="web" from={15} to={16} />, bridgeOf());
  await expect.element(other.getByRole('table', { name: 'Layers' })).toBeVisible();
  expect(await checkAccessibility(other.container)).toEqual([]);
});
