import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pingEngine } from '../../support/engine/engine-call.mjs';
import { enginePlan, type EnginePlan } from '../../support/engine/engine-plan.mjs';
import { engineEnvironment } from '../../support/engine/engine-programs.mjs';
import { leavePrivate, usePrivate } from '../../support/engine/provide-engine.mjs';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

const quiet = { log: () => undefined, packages: process.env['TWINBERTH_TEST_PACKAGES'] };

// An engine that others use is not ours to stop, and only root can start one.
describe.runIf(process.getuid?.() === 0)(
  'an engine that is stopped and started with nothing of ours running',
  () => {
    let plan: EnginePlan;
    let shop: Workshop;
    beforeAll(async () => {
      plan = enginePlan(mkdtempSync(join(tmpdir(), 'twinberth-restart-')));
      const engine = await usePrivate(plan.folder, quiet);
      vi.stubEnv('TWINBERTH_TEST_ENGINE', engine.endpoint);
      vi.stubEnv('TWINBERTH_TEST_ADDRESS', engine.address);
      shop = await openWorkshop();
      for (let count = 0; count < 2; count += 1) {
        await shop.release();
        await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
      }
      await shop.core.close();
    });
    afterAll(async () => {
      await shop.remove();
      vi.unstubAllEnvs();
      await leavePrivate(plan.folder, quiet.log);
    });

    it('serves the right colour again, and the next command finds all well', async () => {
      expect((await shop.get(shop.ports.dev)).version).toBe('v2');
      await restart(plan);
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

/** As `systemctl restart docker`: every container is stopped, and those whose policy says so come back. */
async function restart(plan: EnginePlan): Promise<void> {
  const pid = Number(readFileSync(join(plan.folder, 'dockerd.pid'), 'utf8'));
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  process.kill(pid, 'SIGTERM');
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 30_000 }).toBe(false);
  spawn('nsenter', [`--net=/run/netns/${plan.netns}`, ...words], {
    detached: true,
    stdio: 'ignore',
    env: engineEnvironment(plan.packages, process.env),
  }).unref();
  await expect.poll(() => pingEngine(plan.endpoint), { timeout: 30_000 }).toEqual({ answers: true });
}
