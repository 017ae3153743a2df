import { hostname, userInfo } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

/** One placement from its first deployment to rollbacks of every kind, each step on what the one before left. */
describe('the life of a placement, under load', () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await openWorkshop();
  });
  afterAll(() => shop.remove());

  const place = () => ({ app: shop.app, environment: shop.dev });
  const load = () => startLoad({ host: shop.address, port: shop.ports.dev });

  it('builds, and serves a first deployment', async () => {
    expect(await shop.release()).toBe(1);
    const outcome = await shop.core.deployments.deploy({ ...place(), message: 'first of all' });
    expect(outcome.deployment).toMatchObject({
      state: 'live',
      colour: 'blue',
      kind: 'deploy',
      message: 'first of all',
      by: `${userInfo().username}@${hostname()}`,
      via: 'core',
    });
    expect(outcome.steps.map((step) => [step.name, step.state])).toEqual(
      ['lock', 'image', 'network', 'edge', 'create', 'start', 'ready', 'switch', 'bake', 'receipt'].map(
        (name) => [name, 'done'],
      ),
    );
    expect(outcome.serving).toEqual({ version: 1, colour: 'blue' });
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  });

  it('swaps to the next release without losing a request', async () => {
    await shop.release();
    const clients = load();
    const outcome = await shop.core.deployments.deploy(place());
    const result = await clients.stop();
    expect(outcome.deployment).toMatchObject({ state: 'live', colour: 'green', version: 2 });
    expect(result.failures).toEqual([]);
    expect(result.versions).toEqual(['v1', 'v2']);
    expect(outcome.deployment.receipt).toMatchObject({ failures: 0, via: 'port' });
    expect(outcome.deployment.receipt?.probes).toBeGreaterThan(3);
    const before = shop.core.deployments.page({ app: shop.app }).find((row) => row.version === 1);
    expect(before?.state).toBe('superseded');
  });

  it('rolls back to the warm standby and holds', async () => {
    const clients = load();
    const outcome = await shop.core.deployments.rollback(place());
    const result = await clients.stop();
    expect(result.failures).toEqual([]);
    expect(outcome.deployment).toMatchObject({ state: 'live', kind: 'rollback', version: 1, colour: 'blue' });
    expect(outcome.steps.map((step) => step.name)).toEqual(['lock', 'switch', 'standby', 'receipt']);
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
    const [status] = await shop.core.status(shop.app);
    expect(status?.berth?.held).toBe(true);
    const rolledBack = shop.core.deployments.page({ app: shop.app, states: ['rolled-back'] });
    expect(rolledBack.map((row) => row.version)).toEqual([2]);
  });

  it('undoes the rollback by naming the version', async () => {
    const outcome = await shop.core.deployments.rollback({ ...place(), version: 2 });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 2, colour: 'green' });
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
  });

  it('starts a stopped standby again', async () => {
    await shop.configure({ version: 'v3', app: { warmFor: '0s' } });
    const { release } = await shop.core.releases.build({ app: shop.app });
    expect(release.version).toBe(3);
    const deployed = await shop.core.deployments.deploy(place());
    expect(deployed.deployment.receipt?.connectionsCut).toBe(0);
    const clients = load();
    const outcome = await shop.core.deployments.rollback(place());
    const result = await clients.stop();
    expect(result.failures).toEqual([]);
    expect(outcome.steps.map((step) => step.name)).toEqual([
      'lock',
      'start',
      'ready',
      'switch',
      'standby',
      'receipt',
    ]);
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 2 });
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
  });

  it('makes the containers again where only the image is left', async () => {
    const clients = load();
    const outcome = await shop.core.deployments.rollback({ ...place(), version: 1 });
    const result = await clients.stop();
    expect(result.failures).toEqual([]);
    expect(outcome.deployment.plan.source).toBe('create');
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1 });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('brings back the configuration, too', async () => {
    await shop.release({ version: 'v4', dev: { environment: { GREETING: 'new' } } });
    await shop.core.deployments.deploy(place());
    expect((await shop.get(shop.ports.dev)).body).toContain('new');
    await shop.core.deployments.rollback(place());
    expect((await shop.get(shop.ports.dev)).body).not.toContain('new');
  });
});
