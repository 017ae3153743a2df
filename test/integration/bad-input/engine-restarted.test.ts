import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnEngine, type OwnEngine } from '../../support/engine/own-engine.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

// An engine that others use is not ours to stop, and only root can start one.
describe.runIf(process.getuid?.() === 0)(
  'an engine that is stopped and started with nothing of ours running',
  () => {
    let own: OwnEngine;
    let shop: Workshop;
    beforeAll(async () => {
      own = await startOwnEngine();
      shop = await openWorkshop({ test: own.test });
      for (let count = 0; count < 2; count += 1) {
        await shop.release();
        await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
      }
      await shop.core.close();
    });
    afterAll(async () => {
      await shop.remove();
      await own.remove();
    });

    it('serves the right colour again, and the next command finds all well', async () => {
      expect((await shop.get(shop.ports.dev)).version).toBe('v2');
      await own.stop();
      await own.start();
      await expect
        .poll(() => shop.get(shop.ports.dev).catch((error: unknown) => error), { timeout: 30_000 })
        .toMatchObject({ status: 200, version: 'v2' });
      const core = shop.secondCore();
      await expect
        .poll(async () => (await core.status(shop.app))[0], { timeout: 20_000 })
        .toMatchObject({ health: 'well', version: 2, standby: { version: 1 } });
      const back = await core.deployments.rollback({ app: shop.app, environment: shop.dev });
      expect(back.deployment).toMatchObject({ state: 'live', version: 1 });
      expect((await shop.get(shop.ports.dev)).version).toBe('v1');
    });
  },
);
