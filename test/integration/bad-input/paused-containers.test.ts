import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dockerOn } from '../../support/docker-on.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { containerOf } from './container-of.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  await shop.release();
  await shop.release();
});
afterAll(() => shop.remove());
/** v2 serves, v1 is its warm standby. */
beforeEach(async () => {
  for (const version of [1, 2]) await shop.core.deployments.deploy({ ...place(), version });
});

const place = () => ({ app: shop.app, environment: shop.dev });

/** As `docker pause` by somebody who wanted its processor time, and forgot. */
async function pause(what: 'serving' | 'standby' | 'edge'): Promise<void> {
  await dockerOn(shop.test.endpoint).run('pause', await containerOf(shop, what));
}

async function expectWell(version: number): Promise<void> {
  expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: `v${version}` });
  expect((await shop.core.status(shop.app))[0]).toMatchObject({ health: 'well', version });
}

describe('a container that is paused behind our back', () => {
  it('the standby goes on, and is ready before a rollback gives it the traffic', async () => {
    await pause('standby');
    const outcome = await shop.core.deployments.rollback(place());
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1, plan: { source: 'start' } });
    await expectWell(1);
  });

  it('the standby is no obstacle to a deployment that takes its place', async () => {
    await pause('standby');
    const outcome = await shop.core.deployments.deploy({ ...place(), version: 1 });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1 });
    await expectWell(1);
  });

  it('what serves is told, and healed', async () => {
    await pause('serving');
    expect((await shop.core.status(shop.app))[0]).toMatchObject({ health: 'down' });
    const healed = await shop.core.deployments.heal(place());
    expect(healed.deployment).toMatchObject({ state: 'live', version: 2 });
    await expectWell(2);
  });

  it('the edge is told, and goes on with the next deployment', async () => {
    await pause('edge');
    expect((await shop.core.status(shop.app))[0]).toMatchObject({ health: 'down' });
    const outcome = await shop.core.deployments.deploy({ ...place(), version: 1 });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1 });
    await expectWell(1);
  });
});
