import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoad } from '../../support/load-client.ts';
import { failureOf } from '../../support/failure-of.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { whatIsThere } from '../bad-input/what-is-there.ts';

describe('a rollback to a release whose image was removed', () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await openWorkshop();
    for (let count = 0; count < 3; count += 1) {
      await shop.release();
      await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
    }
    for (const { tags } of await shop.engine.images.list({ 'dev.twinberth.app': shop.app }))
      if (tags.includes(`${shop.app}:v1`)) for (const tag of tags) await shop.engine.images.removeTag(tag);
    expect(await shop.engine.images.inspect(`${shop.app}:v1`)).toBeUndefined();
  });
  afterAll(() => shop.remove());

  const rollback = () => ({ app: shop.app, environment: shop.dev, version: 1 });

  async function expectRefused(rebuildable: boolean, said: RegExp): Promise<void> {
    const before = await whatIsThere(shop);
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const failure = await failureOf(shop.core.deployments.rollback(rollback()));
    expect(await clients.stop()).toMatchObject({ failures: [], versions: ['v3'] });
    expect(failure).toMatchObject({ code: 'release.image-gone', details: { rebuildable } });
    expect(failure.message).toMatch(/The image of .*:v1 is gone from local/);
    expect(failure.message).toMatch(said);
    expect(failure.message).toContain('Nothing was touched.');
    expect(await whatIsThere(shop)).toEqual(before);
    expect(shop.core.deployments.page({ app: shop.app })).toHaveLength(3);
  }

  it('says so before anything is touched, and offers nothing when its inputs have changed', async () => {
    await shop.configure({ version: 'v3' });
    await expectRefused(false, /what it was built from has changed since/);
    const failure = await failureOf(shop.core.deployments.rollback({ ...rollback(), rebuild: true }));
    expect(failure).toMatchObject({ code: 'release.image-gone' });
  });

  it('offers to build it again while its inputs are the same', async () => {
    await shop.configure({ version: 'v1' });
    await expectRefused(true, /Its inputs are still the same: --rebuild builds it again/);
  });

  it('builds it again when asked to, and goes there without losing a request', async () => {
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await shop.core.deployments.rollback({ ...rollback(), rebuild: true });
    const load = await clients.stop();
    expect(outcome.deployment).toMatchObject({ state: 'live', kind: 'rollback', version: 4 });
    expect(load).toMatchObject({ failures: [], versions: ['v3', 'v1'] });
    expect(shop.core.releases.get(shop.app, 4).inputHash).toBe(shop.core.releases.get(shop.app, 1).inputHash);
  });

  it('still goes to one whose containers are there', async () => {
    const outcome = await shop.core.deployments.rollback({ ...rollback(), version: 3 });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 3 });
  });
});
