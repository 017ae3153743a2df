import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Operation } from '../../shared/model/operation.ts';
import { openBoard } from './board/open-board.tsx';
import { emptyMachine } from './support/empty-machine.ts';
import { NOON, sampleApp, sampleHost, sampleHouse, sampleLane } from './support/sample-house.ts';
import { sampleBuildOperation } from './support/sample-releases.ts';
import { createFakeBridge } from './support/fake-bridge.ts';
import { showWindow } from './support/show-window.tsx';

const BAD = { kind: 'build', version: 17, reused: false, test: 'failed' } as const;
const outcome = () => page.getByRole('group', { name: 'Build web v17' });

function ended(change: Partial<Operation>): Operation {
  return sampleBuildOperation({ endedAt: NOON, cancellable: false, ...change });
}

test('a build whose test failed is not shown as a good one, and leads to its release', async () => {
  await openBoard({}, { operations: [ended({ state: 'done', result: BAD })] });
  await expect.element(outcome().getByText('v17 failed its test')).toBeVisible();
  await expect
    .element(outcome().getByRole('link', { name: 'release' }))
    .toHaveAttribute('href', '#/apps/web?release=17');
});

test('a build that failed leads to its log', async () => {
  const error = { code: 'build.failed', message: 'The build failed.', details: {} } as const;
  await openBoard({}, { operations: [ended({ state: 'failed', error })] });
  await expect
    .element(outcome().getByRole('link', { name: 'log' }))
    .toHaveAttribute('href', '#/apps/web?tab=builds');
});

test('an outcome that was put away stays away on the next visit', async () => {
  const bridge = createFakeBridge(
    sampleHouse({ operations: [ended({ state: 'done', result: { ...BAD, test: 'passed' } })] }),
  );
  await showWindow('#/', bridge);
  await userEvent.click(outcome().getByRole('button', { name: 'Put away' }));
  await expect.element(outcome()).not.toBeInTheDocument();
  window.location.hash = '#/apps';
  await expect.element(page.getByRole('heading', { name: 'Apps' })).toBeVisible();
  window.location.hash = '#/';
  await expect.element(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Build v17' })).toBeVisible();
  await expect.element(outcome()).not.toBeInTheDocument();
});

test('what failed its test is not offered where an app is not, but what was good before it is', async () => {
  await openBoard(
    {},
    {
      live: [],
      placements: [],
      apps: [
        sampleApp('web', { newest: 16, deployable: 15, environments: ['dev'] }),
        { name: 'new', directory: '/new', source: 'Dockerfile', environments: ['dev'], newest: 1, next: 2 },
      ],
    },
  );
  const web = page.getByRole('group', { name: 'web is not in dev' });
  await expect.element(web.getByRole('button', { name: 'Deploy v15' })).toBeVisible();
  const fresh = page.getByRole('group', { name: 'new is not in dev' });
  await expect.element(fresh.getByText('v1 failed its test')).toBeVisible();
  await expect.element(fresh.getByRole('button')).not.toBeInTheDocument();
});

test('a first release that failed its test is built again rather than deployed', async () => {
  const { deployable: _none, ...web } = sampleApp('web', { environments: ['dev'], newest: 1, next: 2 });
  const bridge = emptyMachine({
    hosts: [sampleHost('laptop')],
    lanes: [sampleLane('dev', 0)],
    apps: [web],
    operations: [ended({ state: 'done', result: { ...BAD, version: 1 } })],
  });
  await showWindow('#/onboarding?app=web', bridge);
  await expect.element(page.getByRole('heading', { name: 'web v1 failed its test' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Build v2' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: /^Deploy/ })).not.toBeInTheDocument();
});
