import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, QUICK_HEALTH, type Workshop } from '../../support/workshop.ts';
import { containerOf } from './container-of.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  await shop.release();
  await shop.release();
  await shop.configure({ version: 'v2' });
});
afterAll(() => shop.remove());
/** v2 serves, v1 is its warm standby; there is nothing else. */
beforeEach(async () => {
  for (const version of [1, 2]) await shop.core.deployments.deploy({ ...place(), version });
});

const place = () => ({ app: shop.app, environment: shop.dev });
const status = async () => (await shop.core.status(shop.app)).find((each) => each.environment === shop.dev);
async function expectWell(version: number): Promise<void> {
  expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: `v${version}` });
  expect(await status()).toMatchObject({ health: 'well', version, replicas: { up: 1, wanted: 1 } });
}

/** As `docker rm -f` by somebody who does not know what it is. */
async function removeBehindOurBack(what: 'serving' | 'standby' | 'edge'): Promise<void> {
  await shop.engine.containers.remove(await containerOf(shop, what));
}

describe('the container that serves is removed behind our back', () => {
  beforeEach(() => removeBehindOurBack('serving'));

  it('status and plan say so, and the next deployment serves again', async () => {
    const seen = await status();
    expect(seen).toMatchObject({ health: 'gone', version: 2, replicas: { up: 0, wanted: 1 } });
    expect(seen?.problem).toContain(`twinberth heal ${shop.app} ${shop.dev}`);
    const plan = await shop.core.deployments.plan(place());
    expect(plan.warnings.join(' ')).toMatch(/Nothing of v2 runs on local/);
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 2 });
    await expectWell(2);
  });

  it('a heal, which status names, brings the same version back, and keeps nothing warm that is gone', async () => {
    await shop.release();
    const healed = await shop.core.deployments.heal(place());
    expect(healed.deployment).toMatchObject({ state: 'live', version: 2 });
    expect(healed.steps.find(({ name }) => name === 'standby')?.note).toMatch(
      /^nothing of \w+ ran any more$/,
    );
    expect((await status())?.standby).toBeUndefined();
    await expectWell(2);
  });

  it('a deployment that fails does not pretend that v2 serves, and a rollback goes to the standby', async () => {
    await shop.configure({ version: 'v2', app: { command: ['node', '-e', 'process.exit(7)'] } });
    const failed = await shop.core.deployments.deploy(place());
    await shop.configure({ version: 'v2' });
    expect(failed.deployment).toMatchObject({ state: 'failed', error: { code: 'ready.failed' } });
    expect(await status()).toMatchObject({ health: 'gone' });
    const back = await shop.core.deployments.rollback(place());
    expect(back.deployment).toMatchObject({ state: 'live', version: 1 });
    await expectWell(1);
  });
});

describe('the standby is removed behind our back', () => {
  beforeEach(() => removeBehindOurBack('standby'));

  it('status no longer counts on it, and a rollback makes it again from its image', async () => {
    expect(await status()).toMatchObject({ health: 'well', version: 2 });
    expect((await status())?.standby).toBeUndefined();
    const outcome = await shop.core.deployments.rollback(place());
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1, plan: { source: 'create' } });
    await expectWell(1);
  });

  it('a deployment takes its place', async () => {
    const outcome = await shop.core.deployments.deploy({ ...place(), version: 1 });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1 });
    await expectWell(1);
  });
});

it('what takes the place of a standby that was just removed is not ready for having its address', async () => {
  // Between two checks the edge knows nothing of the removal; here that is longer than the deployment.
  const health = { ...QUICK_HEALTH, interval: '1m', deadline: '1s' };
  await shop.configure({ version: 'v2', app: { health } });
  for (const version of [1, 2]) await shop.core.deployments.deploy({ ...place(), version });
  await removeBehindOurBack('standby');
  await shop.configure({ version: 'v2', app: { health, command: ['sleep', '600'] } });
  const load = startLoad({ host: shop.address, port: shop.ports.dev, clients: 2 });
  const outcome = await shop.core.deployments.deploy({ ...place(), version: 1 });
  const { failures, versions } = await load.stop();
  await shop.configure({ version: 'v2' });
  expect(outcome.deployment).toMatchObject({ state: 'failed', error: { code: 'ready.failed' } });
  expect({ failures, versions }).toEqual({ failures: [], versions: ['v2'] });
  await expectWell(2);
});

describe('the edge is removed behind our back', () => {
  beforeEach(() => removeBehindOurBack('edge'));

  it('status says that nothing gets through, and the next deployment makes it again', async () => {
    const seen = await status();
    expect(seen).toMatchObject({ health: 'down', replicas: { up: 0 } });
    expect(seen?.problem).toMatch(new RegExp(`edge is not there.*twinberth heal ${shop.app} ${shop.dev}`));
    const outcome = await shop.core.deployments.deploy({ ...place(), version: 1 });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1 });
    await expectWell(1);
  });

  it('so does a rollback, to the standby that is still warm', async () => {
    const outcome = await shop.core.deployments.rollback(place());
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1, plan: { source: 'warm' } });
    await expectWell(1);
  });
});

describe('everything is removed behind our back', () => {
  it('a heal, which status names, builds the same placement up from nothing', async () => {
    for (const { id } of await shop.engine.containers.list({ [LABEL.app]: shop.app }))
      await shop.engine.containers.remove(id);
    expect((await status())?.problem).toContain(`twinberth heal ${shop.app} ${shop.dev}`);
    const healed = await shop.core.deployments.heal(place());
    expect(healed.deployment).toMatchObject({ state: 'live', version: 2 });
    await expectWell(2);
  });

  it('the next deployment builds the placement up from nothing', async () => {
    for (const { id } of await shop.engine.containers.list({ [LABEL.app]: shop.app }))
      await shop.engine.containers.remove(id);
    const network = await shop.engine.networks.inspect(`twinberth-${shop.dev}`);
    await shop.engine.networks.remove(network?.id ?? '');
    expect(await status()).toMatchObject({ health: 'gone' });
    const outcome = await shop.core.deployments.deploy({ ...place(), version: 2 });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 2 });
    await expectWell(2);
  });
});
