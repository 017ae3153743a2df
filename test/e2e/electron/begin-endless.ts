import { expect } from 'vitest';
import type { DeploymentSummary } from '../../../electron/core/db/stores.ts';
import type { Workshop } from '../../support/workshop.ts';
import type { LaunchedDesktop } from '../../support/electron/launch-desktop.ts';

/** v1 serves in the first environment, and v2 is built, which will not get ready for minutes. */
export async function prepareEndless(shop: Workshop): Promise<void> {
  const { app, dev: environment } = shop;
  await shop.release();
  await shop.core.deployments.deploy({ app, environment });
  const health = { path: '/healthz', interval: '250ms', deadline: '10m' };
  await shop.release({ behaviour: 'never-healthy', app: { health } });
}

/** The app deploys v2, and waits for it to get ready. Returns what reads the latest deployment. */
export async function beginEndless(
  shop: Workshop,
  desktop: LaunchedDesktop,
): Promise<() => DeploymentSummary | undefined> {
  const { app, dev: environment } = shop;
  const page = await desktop.page();
  const begun = await page.evaluate(
    (place) => window.twinberth.call('deployments.start', { kind: 'deploy', ...place }),
    { app, environment },
  );
  expect(begun).toMatchObject({ ok: true });
  const last = () => shop.core.deployments.page({ app, environment }, { limit: 1 })[0];
  await expect.poll(() => last()?.version).toBe(2);
  const isWaiting = () => shop.core.deployments.get(last()?.id ?? '').steps.at(-1)?.name === 'ready';
  await expect.poll(isWaiting, { timeout: 30_000 }).toBe(true);
  return last;
}
