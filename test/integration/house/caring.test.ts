import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { dockerOn } from '../../support/docker-on.ts';
import { watchCore, type WatchedHouse } from './watched-house.ts';

/** What somebody else does to a container becomes a mark on its card, without anybody asking. */
describe('an open house', () => {
  let shop: Workshop;
  let watched: WatchedHouse;
  let docker: ReturnType<typeof dockerOn>;
  beforeAll(async () => {
    shop = await openWorkshop();
    docker = dockerOn(shop.test.endpoint);
    await shop.release();
    await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
    watched = await watchCore(shop.core);
  });
  afterAll(() => shop.remove());

  const mark = () => watched.view(shop.app, shop.dev)?.drift;
  const replica = async () => {
    const [status] = await shop.core.status(shop.app);
    return `twinberth-${shop.app}-${shop.dev}-${status?.berth?.active ?? '?'}-1`;
  };

  it('marks what was changed from outside, and status says it without looking', async () => {
    expect(mark()).toBeUndefined();
    await docker.run('update', '--memory', '64m', '--memory-swap', '64m', await replica());
    await watched.until(() => mark()?.worst === 'warning', 45_000);
    const [status] = await shop.core.status(shop.app);
    expect(status?.drift).toMatchObject({ count: 1, worst: 'warning' });
  });

  it('takes the mark away when it was healed', async () => {
    await shop.core.deployments.heal({ app: shop.app, environment: shop.dev });
    await watched.until(() => mark() === undefined);
    const [status] = await shop.core.status(shop.app);
    expect(status?.drift).toBeUndefined();
  });
});
