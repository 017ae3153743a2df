import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { strikeAt } from '../../support/faults/journal-point.ts';
import { freePort, openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
let otherPort: number;
beforeEach(async () => {
  shop = await openWorkshop();
  otherPort = await freePort();
  await shop.release();
  await shop.core.deployments.deploy(place());
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

async function expectAsRecorded(): Promise<void> {
  expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  await expect(shop.get(otherPort)).rejects.toThrow('ECONNREFUSED');
  expect(await shop.core.drift(place())).toMatchObject([{ findings: [] }]);
  expect((await shop.core.status(shop.app))[0]).toMatchObject({ version: 1, health: 'well' });
}

describe('a deployment that replaces the edge and is undone', () => {
  it('gives the old port back when the bake finds it bad', async () => {
    await shop.release({
      behaviour: 'unhealthy-later',
      dev: { publish: otherPort },
      app: { bake: '40s', environment: { BEHAVIOUR_AFTER_MS: 8000 } },
    });
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment).toMatchObject({ state: 'reverted' });
    expect(outcome.serving?.version).toBe(1);
    await expectAsRecorded();
  });

  it('makes the old edge again when it was cut off with none there', async () => {
    await shop.release({ dev: { publish: otherPort } });
    const controller = new AbortController();
    const core = shop.secondCore({
      wrapStores: strikeAt({ step: 'switch', at: 'begun' }, () => {
        execFileSync('docker', ['rm', '-f', `twinberth-${shop.app}-${shop.dev}-edge`], {
          env: { ...process.env, DOCKER_HOST: shop.test.endpoint },
        });
        controller.abort();
      }),
    });
    const outcome = await core.deployments.deploy({ ...place(), signal: controller.signal });
    expect(outcome.deployment.state).toMatch(/interrupted|failed/);
    await expectAsRecorded();
  });

  it('speaks HTTP again, so that the next deployment finds the edge that is recorded', async () => {
    await shop.release({ app: { mode: 'tcp' } });
    const controller = new AbortController();
    const core = shop.secondCore({
      wrapStores: strikeAt({ step: 'edge', at: 'done' }, () => controller.abort()),
    });
    const outcome = await core.deployments.deploy({ ...place(), signal: controller.signal });
    expect(outcome.deployment.state).toBe('interrupted');
    await expectAsRecorded();
    await shop.configure({ version: 'v2' });
    expect((await shop.core.deployments.deploy(place())).deployment.state).toBe('live');
  });
});
