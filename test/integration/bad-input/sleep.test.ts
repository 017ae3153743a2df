import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sleepAt, type Sleep } from '../../support/faults/sleeping-clock.ts';
import type { JournalPoint } from '../../support/faults/journal-point.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type ConfigChange, type Workshop } from '../../support/workshop.ts';

const HOUR = 3_600_000;
const NIGHT = 8 * HOUR;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

/** v1 serves, v2 is built, and whoever deploys it sleeps at that point. */
async function beforeSleeping(step: JournalPoint['step'], sleep: Sleep, change: ConfigChange = {}) {
  await shop.release(change);
  await shop.core.deployments.deploy(place());
  await shop.release(change);
  const { slept, ...options } = sleepAt({ step, at: 'begun' }, sleep);
  return { core: shop.secondCore(options), slept };
}

describe.each([
  { clock: 'the wall clock went on', ticks: false },
  { clock: 'both clocks went on', ticks: true },
])('a machine that slept through the night in mid-deployment, where $clock', ({ ticks }) => {
  it.each<{ step: JournalPoint['step']; change?: ConfigChange }>([
    { step: 'ready' },
    { step: 'bake' },
    { step: 'standby' },
    { step: 'hold', change: { dev: { volumes: ['data:/data'] } } },
  ])('at $step: it goes on with the deployment, and no request is lost', async ({ step, change }) => {
    // Whoever else wakes up with it finds things overdue, and leaves alone what is being worked on.
    let others: Promise<unknown> | undefined;
    const woken = (): void => {
      others = shop.core.settle();
    };
    const { core, slept } = await beforeSleeping(step, { ms: NIGHT, ticks, woken }, change);
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const { deployment, serving, steps } = await core.deployments.deploy(place());
    const load = await clients.stop();
    await others;
    expect(slept()).toBeGreaterThan(0);
    expect(deployment, deployment.error?.message).toMatchObject({ state: 'live', version: 2 });
    expect(serving?.version).toBe(2);
    expect(steps.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(load).toMatchObject({ failures: [], versions: ['v1', 'v2'] });
    expect(deployment.receipt).toMatchObject({ failures: 0, failureSamples: [] });
    expect(deployment.receipt?.longestGapMs).toBeLessThan(HOUR);
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
    expect((await shop.core.deployments.rollback(place())).deployment.state).toBe('live');
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('lets a download end that the night would have been too long for', async () => {
    const drained = { app: { warmFor: '0s', drain: '20s' } };
    const { core, slept } = await beforeSleeping('standby', { ms: NIGHT, ticks }, drained);
    const url = `http://${shop.address}:${shop.ports.dev}/download?seconds=6&bytes=60000`;
    const download = await fetch(url, { headers: { connection: 'close' } });
    const outcome = await core.deployments.deploy(place());
    expect((await download.arrayBuffer()).byteLength).toBe(60_000);
    expect(slept()).toBe(2);
    expect(outcome.deployment).toMatchObject({ state: 'live', receipt: { connectionsCut: 0 } });
    expect((await shop.core.status(shop.app))[0]?.standby).toEqual({ version: 1, state: 'stopped' });
  });

  it('gives up a version that does not get ready once its deadline has passed awake, with the old one serving', async () => {
    const never = { behaviour: 'never-healthy', app: { health: { path: '/healthz', deadline: '4s' } } };
    await shop.release();
    await shop.core.deployments.deploy(place());
    await shop.release(never);
    const { slept, ...options } = sleepAt({ step: 'ready', at: 'begun' }, { ms: NIGHT, ticks });
    const outcome = await shop.secondCore(options).deployments.deploy(place());
    expect(slept()).toBe(2);
    expect(outcome.deployment).toMatchObject({ state: 'failed', error: { code: 'ready.failed' } });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('watches a new version for the rest of its bake, and takes it back when it goes wrong then', async () => {
    const woken = (): void => {
      const ask = () => shop.get(shop.ports.dev, '/fail').catch(() => undefined);
      failing = (async () => {
        // Some answers are judged; this many are a few too many of them.
        for (let asked = 0; asked < 60; asked += 1) await ask();
      })();
    };
    let failing: Promise<void> | undefined;
    const { core } = await beforeSleeping('bake', { ms: NIGHT, ticks, woken }, { app: { bake: '6s' } });
    const outcome = await core.deployments.deploy(place());
    await failing;
    expect(outcome.deployment).toMatchObject({ state: 'reverted', error: { code: 'bake.failed' } });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });
});
