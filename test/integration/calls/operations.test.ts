import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../support/ask-calls.ts';
import type { Workshop } from '../../support/workshop.ts';
import { openWindow } from './open-window.ts';

/** Several hands on one placement, and second thoughts. */
describe('operations, through the contract', () => {
  let shop: Workshop;
  let asker: Asker;
  const window = openWindow();
  const { build, start } = window;
  const place = () => ({ kind: 'deploy', app: shop.app, environment: shop.dev }) as const;
  /** Resolves once the operation performs a deployment. */
  const begun = async (): Promise<string> => {
    for (;;) {
      const { live } = await asker.ask('house.get', {});
      const running = live.find(({ deployment }) => deployment.state === 'running');
      if (running?.operation !== undefined) return running.operation;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  beforeAll(async () => {
    ({ shop, asker } = await window.open());
    expect((await build()).state).toBe('done');
    expect((await start(place())).state).toBe('done');
    await shop.configure({
      version: 'v2',
      behaviour: 'slow-start',
      app: { environment: { BEHAVIOUR_AFTER_MS: 60_000 } },
    });
    expect((await build()).state).toBe('done');
  });
  afterAll(() => window.close());

  it('say who has a placement when a second one wants it, and are taken back when cancelled', async () => {
    const first = start(place());
    const operation = await begun();
    const second = await start(place());
    expect(second).toMatchObject({ state: 'failed', error: { code: 'placement.locked' } });
    expect(second.error?.message).toContain('deploy of v2');
    await asker.ask('operations.cancel', { operation });
    expect(await first).toMatchObject({ id: operation, state: 'cancelled', cancellable: false });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
    const { rows } = await asker.ask('history.page', { filter: { app: shop.app }, limit: 1 });
    expect(rows).toMatchObject([{ kind: 'deploy', state: 'interrupted', version: 2 }]);
  });

  it('tell at once what there is not', async () => {
    expect(await asker.refusal('deployments.start', { ...place(), app: 'none' })).toMatchObject({
      code: 'app.unknown',
    });
    expect(await asker.refusal('deployments.start', { ...place(), version: 99 })).toMatchObject({
      code: 'release.unknown',
    });
    expect(await asker.refusal('releases.build', { app: 'none' })).toMatchObject({ code: 'app.unknown' });
    const back = { kind: 'rollback', app: shop.app, environment: shop.prod } as const;
    expect(await asker.refusal('deployments.start', back)).toMatchObject({ code: 'placement.empty' });
  });

  it('say why one failed, and which deployment has the evidence', async () => {
    await shop.configure({ version: 'v3', behaviour: 'exit' });
    expect((await build()).state).toBe('done');
    const failed = await start(place());
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'ready.failed' } });
    const id = String(failed.error?.details['deployment']);
    const detail = await asker.ask('deployments.get', { id });
    expect(detail).toMatchObject({ deployment: { state: 'failed' }, serving: { version: 1 } });
    expect(detail.evidence[0]?.logLines.join(' ')).toContain('GREETING_SERVICE is missing');
    expect(JSON.parse(JSON.stringify(detail))).toEqual(detail);
  });
});
