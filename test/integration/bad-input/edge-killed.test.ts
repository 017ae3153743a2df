import { afterAll, beforeAll, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
/** v2 serves as green, so an edge that forgot where its gate stood would show. */
beforeAll(async () => {
  shop = await openWorkshop();
  for (let count = 0; count < 2; count += 1) {
    await shop.release();
    await shop.core.deployments.deploy(place());
  }
});
afterAll(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

async function edge() {
  const [found] = await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.role]: 'edge' });
  const state = await shop.engine.containers.inspect(found?.id ?? '');
  if (state === undefined) throw new Error('there is no edge');
  return state;
}

/** As the kernel does when memory is short. `docker kill` would count as a stop by hand, after which no policy starts it. */
async function killEdge(): Promise<void> {
  const { pid, restartCount } = await edge();
  process.kill(pid, 'SIGKILL');
  await expect.poll(async () => (await edge()).restartCount, { timeout: 20_000 }).toBe(restartCount + 1);
}

const answer = () => shop.get(shop.ports.dev).catch((error: unknown) => error);

it('an edge that is killed comes back by its restart policy and serves the right colour', async () => {
  await killEdge();
  await expect.poll(answer, { timeout: 20_000 }).toMatchObject({ status: 200, version: 'v2' });
  // Whoever talked with it before notices that it is another process now.
  await expect
    .poll(async () => (await shop.core.status(shop.app))[0], { timeout: 20_000 })
    .toMatchObject({ health: 'well', version: 2 });
});

it('a rollback right after it goes where it should, and stays there when the edge is killed again', async () => {
  await killEdge();
  const back = await shop.core.deployments.rollback(place());
  expect(back.deployment).toMatchObject({ state: 'live', version: 1 });
  expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  await killEdge();
  await expect.poll(answer, { timeout: 20_000 }).toMatchObject({ status: 200, version: 'v1' });
});

it('the next deployment is served by it as ever', async () => {
  await shop.release();
  const outcome = await shop.core.deployments.deploy(place());
  expect(outcome.deployment).toMatchObject({ state: 'live', version: 3, receipt: { failures: 0 } });
  expect((await shop.get(shop.ports.dev)).version).toBe('v3');
});
