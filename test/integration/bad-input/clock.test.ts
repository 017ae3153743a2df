import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { failureOf } from '../../support/failure-of.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

const HOUR = 3_600_000;

let shop: Workshop;
let core: Core;
/** How far the wall clock is from the right time, milliseconds. */
let off = 0;
beforeEach(async () => {
  shop = await openWorkshop();
  off = 0;
  const clock = { ...systemClock, now: () => Date.now() + off };
  core = shop.secondCore({ clock });
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

it('a clock that jumps back an hour confuses neither history nor rollback nor the standby', async () => {
  const warm = { app: { warmFor: '1s' } };
  await shop.release();
  await core.deployments.deploy(place());
  off = -HOUR;
  await shop.release();
  await core.deployments.deploy(place());
  off = -2 * HOUR;
  await shop.release(warm);
  const third = await core.deployments.deploy(place());
  expect(third.deployment).toMatchObject({ state: 'live', version: 3 });
  expect(third.deployment.durationMs).toBeGreaterThan(0);
  expect(third.steps.every((step) => (step.durationMs ?? -1) >= 0)).toBe(true);

  // Newest first is by what happened, not by what the clock said.
  const rows = core.deployments.page({ app: shop.app });
  expect(rows.map(({ version, state }) => [version, state])).toEqual([
    [3, 'live'],
    [2, 'superseded'],
    [1, 'superseded'],
  ]);
  const firstPage = core.deployments.page({ app: shop.app }, { limit: 2 });
  const second = core.deployments.page(
    { app: shop.app },
    { limit: 2, before: firstPage.at(-1)?.sequence ?? 0 },
  );
  expect(second.map(({ version }) => version)).toEqual([1]);

  // The standby's second is over one second after it was given, also on a clock that has jumped back.
  await expect
    .poll(async () => (await core.settle()).map(({ what }) => what), { timeout: 10_000 })
    .toEqual(['standby']);
  expect((await core.status(shop.app))[0]?.standby).toEqual({ version: 2, state: 'stopped' });

  const back = await core.deployments.rollback(place());
  expect(back.deployment).toMatchObject({ state: 'live', version: 2 });
  expect((await shop.get(shop.ports.dev)).version).toBe('v2');
});

it('a standby that was given before the clock jumped back does not wait for the clock to catch up', async () => {
  await shop.release();
  await core.deployments.deploy(place());
  await shop.release({ app: { warmFor: '2s' } });
  await core.deployments.deploy(place());
  off = -HOUR;
  await expect
    .poll(async () => (await core.settle()).map(({ what }) => what), { timeout: 15_000 })
    .toEqual(['standby']);
});

it('a clock that jumps back does not shorten a soak', async () => {
  await core.hosts.add({ name: 'local', address: shop.address });
  await core.environments.add({ name: shop.dev, hosts: ['local'] });
  await core.environments.add({
    name: shop.prod,
    hosts: ['local'],
    policy: { tested: false, soakMs: 60_000, approval: false },
  });
  await shop.release();
  await core.deployments.deploy(place());
  off = -HOUR;
  const promote = { app: shop.app, from: shop.dev, to: shop.prod };
  const failure = await failureOf(core.deployments.promote(promote));
  expect(failure.code).toBe('policy.refused');
  expect(failure.message).toContain(`takes a release after 1 min in ${shop.dev}`);
  off = 2 * 60_000;
  expect((await core.deployments.promote(promote)).deployment.state).toBe('live');
});
