import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

/** v1, then v2 with its own settings, and v3 on top of that before its bake is over. */
async function cutShort(v2: { readonly bake: string; readonly behaviour?: string }) {
  await shop.release();
  await shop.core.deployments.deploy(place());
  const { behaviour = 'ok', bake } = v2;
  await shop.release({ behaviour });
  await shop.release();
  await shop.configure({ app: { bake } });
  const early = await shop.core.deployments.deploy({ ...place(), version: 2, detach: true });
  expect(early.deployment.state).toBe('baking');
  await shop.configure({});
  const late = await shop.core.deployments.deploy({ ...place(), version: 3 });
  expect(late.deployment.state).toBe('live');
  return { early: early.deployment.id, late: late.deployment.id };
}

describe('a bake that the next deployment cuts short', () => {
  it('is remembered as that, and a rollback to what was not watched watches it', async () => {
    const { early, late } = await cutShort({ bake: '5s' });
    const { deployment, steps } = shop.core.deployments.get(early);
    expect(deployment.state).toBe('superseded');
    expect(steps.at(-1)).toMatchObject({ name: 'bake', state: 'skipped' });
    expect(steps.at(-1)?.note).toMatch(
      /^cut short after (?:\d+ ms|\d\.\d s) of 5\.0 s, for the next deployment$/,
    );
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const back = await shop.core.deployments.rollback(place());
    const { failures } = await clients.stop();
    expect(failures).toEqual([]);
    expect(back.deployment).toMatchObject({ state: 'live', version: 2 });
    expect(back.deployment.plan.steps.find(({ name }) => name === 'bake')?.text).toBe(
      'watch for 5 s, as its own bake was cut short, and swing back if it goes wrong',
    );
    expect(shop.core.deployments.get(late).deployment.state).toBe('rolled-back');
  });

  it('lets a rollback swing back by itself when what it goes to is bad after all', async () => {
    await cutShort({ bake: '30s', behaviour: 'answers-500' });
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const back = await shop.core.deployments.rollback(place());
    await clients.stop();
    expect(back.deployment).toMatchObject({ state: 'reverted', version: 2, error: { code: 'bake.failed' } });
    expect(back.serving?.version).toBe(3);
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v3' });
    const again = await shop.core.deployments.rollback({ ...place(), version: 1 });
    expect(again.deployment).toMatchObject({ state: 'live', version: 1 });
    expect(again.deployment.plan.steps.map(({ name }) => name)).not.toContain('bake');
  });

  it('leaves a rollback that stops watching to whoever comes next, who remembers what it was rolled back from', async () => {
    const { late } = await cutShort({ bake: '1s' });
    const back = await shop.core.deployments.rollback({ ...place(), detach: true });
    expect(back.deployment.state).toBe('baking');
    await expect
      .poll(async () => (await shop.core.settle()).map((settled) => settled.state), { timeout: 10_000 })
      .toEqual(['live']);
    const { steps } = shop.core.deployments.get(back.deployment.id);
    expect(steps.at(-1)).toMatchObject({ name: 'bake', state: 'done' });
    expect(shop.core.deployments.get(late).deployment.state).toBe('rolled-back');
  });
});
