import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { relayTo, type EngineRelay } from '../../support/faults/engine-relay.ts';
import { testEngine } from '../../support/test-engine.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let relay: EngineRelay;
let shop: Workshop;
beforeEach(async () => {
  relay = await relayTo(parseEndpoint(testEngine().endpoint));
  shop = await openWorkshop({ endpoint: relay.endpoint });
});
afterEach(async () => {
  relay.mend();
  await shop.remove();
  await relay.close();
});

const place = () => ({ app: shop.app, environment: shop.dev });

/** Those that keep the process alive; a prober has one, for as long as it probes. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

describe('the probes of a deployment', () => {
  it('end with it, also where the engine is away and what it cost cannot be written down', async () => {
    await shop.release();
    await shop.core.deployments.deploy(place());
    await shop.release({ app: { bake: '20s' } });
    const before = timers();
    let during = 0;
    const deploying = shop.core.deployments.deploy({
      ...place(),
      onProgress: (progress) => {
        if (progress.kind !== 'step' || progress.step.name !== 'bake') return;
        during = Math.max(during, timers());
        relay.cut();
      },
    });
    await deploying.catch(() => undefined);
    expect(during).toBeGreaterThan(before);
    await expectSoon(() => timers() <= before);
  });
});

/** Polled without a timer that would be counted. */
async function expectSoon(isSo: () => boolean): Promise<void> {
  const until = performance.now() + 5_000;
  while (!isSo() && performance.now() < until) await sleep(100);
  expect(isSo()).toBe(true);
}
