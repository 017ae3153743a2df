import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { relayTo, type EngineRelay } from '../../support/faults/engine-relay.ts';
import { testEngine } from '../../support/test-engine.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { watchCore } from './watched-house.ts';

let relay: EngineRelay;
let shop: Workshop;

beforeAll(async () => {
  relay = await relayTo(parseEndpoint(testEngine().endpoint));
  shop = await openWorkshop({ endpoint: relay.endpoint });
  await shop.release();
  await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
  await shop.core.deployments.deploy({ app: shop.app, environment: shop.prod });
});
afterAll(async () => {
  await shop.remove();
  await relay.close();
});

it('an engine that goes away is said once, with the reason, and comes back by itself', async () => {
  const { house, view, until, ofType } = await watchCore(shop.core);
  expect(view(shop.app, shop.dev)?.health).toBe('well');
  const cutAt = Date.now();
  relay.cut();
  await until(() => house.snapshot().hosts[0]?.state === 'away');
  const [host] = house.snapshot().hosts;
  expect(host?.problem?.code).toMatch(/^engine\.(cut|unreachable)$/);
  expect(host?.since).toBeGreaterThanOrEqual(cutAt);
  for (const environment of [shop.dev, shop.prod]) {
    expect(view(shop.app, environment)).toMatchObject({ health: 'unknown', version: 1 });
  }
  await until(() => ofType('notice.added').length > 0);
  relay.mend();
  await until(() => house.snapshot().hosts[0]?.state === 'here', 30_000);
  await until(() => [shop.dev, shop.prod].every((name) => view(shop.app, name)?.health === 'well'));
  await until(() => ofType('notice.added').length > 1);
  expect(ofType('notice.added').map(({ notice }) => [notice.kind, notice.places])).toEqual([
    ['host.away', []],
    ['host.back', []],
  ]);
  expect(house.snapshot().hosts[0]?.problem).toBeUndefined();
});

it('an engine that is away at the beginning is found when it is there', async () => {
  relay.cut();
  const { house, view, until } = await watchCore(shop.secondCore());
  await until(() => house.snapshot().hosts[0]?.state === 'away');
  relay.mend();
  await until(() => view(shop.app, shop.dev)?.health === 'well', 30_000);
});
