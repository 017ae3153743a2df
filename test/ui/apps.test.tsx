import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { AppsScreen } from '../../renderer/screens/apps/AppsScreen.tsx';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { createFakeBridge } from './support/fake-bridge.ts';
import { sampleApp, sampleHouse, sampleLane, samplePlacement } from './support/sample-house.ts';
import { showScreen } from './support/show-screen.tsx';

const WRONG: ErrorReply = {
  code: 'config.invalid',
  message: '/home/ada/src/photos/twinberth.yaml:7:3: replcas is not a known key.',
  details: {
    file: '/home/ada/src/photos/twinberth.yaml',
    problems: [
      {
        line: 7,
        column: 3,
        key: 'replcas',
        message: 'is not a known key',
        suggestion: 'Did you mean `replicas`?',
      },
    ],
  },
};

test('says of every app what it is made from, its newest release, and where it runs', async () => {
  const screen = await showScreen(<AppsScreen />, createFakeBridge(sampleHouse()));
  const web = screen.getByRole('listitem').filter({ hasText: 'newest v16' });
  await expect.element(web).toMatchTextContent('Dockerfile · 4be1f2a');
  const places = screen.getByRole('list', { name: 'Where web runs' });
  await expect.element(places).toMatchTextContent('dev v16 in blue serving');
  await expect.element(places).toMatchTextContent('staging v15 in green serving');
  const lanes = places.element().textContent;
  expect(lanes.indexOf('dev')).toBeLessThan(lanes.indexOf('prod'));
  await expect
    .element(screen.getByRole('link', { name: 'web', exact: true }))
    .toHaveAttribute('href', '#/apps/web');
});

test('names file, line and key of what is wrong with an app, and does not build it', async () => {
  const house = sampleHouse();
  const apps = house.apps.map((app) => (app.name === 'photos' ? { ...app, problem: WRONG } : app));
  const bridge = createFakeBridge({ ...house, apps });
  const screen = await showScreen(<AppsScreen />, bridge);
  const problem = screen.getByRole('note', { name: 'Problems of its file' });
  await expect.element(problem).toMatchTextContent('/home/ada/src/photos/twinberth.yaml');
  await expect
    .element(problem)
    .toMatchTextContent('line 7 replcas is not a known key. Did you mean `replicas`?');
  const build = screen.getByRole('button', { name: 'Build v10' });
  await expect.element(build).toHaveAttribute('aria-disabled', 'true');
  await build.click({ force: true });
  expect(bridge.inputsOf('releases.build')).toEqual([]);
});

test('builds the next release and leads to its log', async () => {
  const bridge = createFakeBridge(sampleHouse(), { 'releases.build': () => ({ operation: 'op-1' }) });
  const screen = await showScreen(<AppsScreen />, bridge);
  await screen.getByRole('button', { name: 'Build v17' }).click();
  await expect.poll(() => window.location.hash).toBe('#/apps/web?tab=builds');
  expect(bridge.inputsOf('releases.build')).toEqual([{ app: 'web' }]);
});

test('a build that is refused says why, and leads nowhere', async () => {
  window.location.hash = '#/apps';
  const bridge = createFakeBridge(sampleHouse(), {
    'releases.build': () => ({
      code: 'engine.unreachable',
      message: 'The engine of laptop does not answer.',
      details: {},
    }),
  });
  const screen = await showScreen(<AppsScreen />, bridge);
  await screen.getByRole('button', { name: 'Build v17' }).click();
  await expect
    .element(screen.getByText('web is not being built: The engine of laptop does not answer.').first())
    .toBeVisible();
  expect(window.location.hash).toBe('#/apps');
});

test('without an app, says the next step and goes there', async () => {
  const screen = await showScreen(
    <AppsScreen />,
    createFakeBridge(sampleHouse({ apps: [], placements: [] })),
  );
  await expect.element(screen.getByRole('heading', { name: 'No app yet' })).toBeVisible();
  screen.getByRole('button', { name: 'Add app' }).element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => window.location.hash).toBe('#/onboarding');
});

test('names of the greatest length stay in their row', async () => {
  const [app, lane] = ['a'.repeat(63), 'e'.repeat(63)];
  const house = sampleHouse({
    apps: [
      sampleApp(app, { newest: 999_999_999, environments: [lane], source: `ghcr.io/${'x'.repeat(240)}` }),
    ],
    lanes: [sampleLane(lane, 0)],
    placements: [samplePlacement(app, lane, 'laptop', 999_999_999)],
  });
  const screen = await showScreen(<AppsScreen />, createFakeBridge(house));
  await expect.element(screen.getByRole('link', { name: app })).toBeVisible();
  const row = screen.getByRole('listitem').first().element();
  expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth);
  await expect.element(screen.getByRole('link', { name: app })).toHaveAttribute('title', app);
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const house = sampleHouse();
  const apps = house.apps.map((app) => (app.name === 'photos' ? { ...app, problem: WRONG } : app));
  const { container, getByRole } = await showScreen(<AppsScreen />, createFakeBridge({ ...house, apps }));
  await expect.element(getByRole('note')).toBeVisible();
  expect(await checkAccessibility(container)).toEqual([]);
});
