import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { dataPaths } from '../../../electron/core/runtime/paths.ts';
import type { StoragePlan } from '../../../shared/model/storage.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

/** Bytes that only one release has. */
const OWN_BYTES = 3_000_000;

/**
 * Six releases of an app, all but the first deployed one after another; rollbacks reach three releases back. One test goes on
 * from what the test before left.
 */
describe('gc', () => {
  let shop: Workshop;
  let core: Core;
  let foreignImage: string;
  let foreignContainer: string;

  beforeAll(async () => {
    shop = await openWorkshop();
    core = reaching(shop, 3);
    for (let version = 1; version <= 6; version += 1) {
      await writeFile(join(shop.folder, 'blob.mjs'), randomBytes(OWN_BYTES));
      await shop.release();
      if (version > 1) await core.deployments.deploy({ app: shop.app, environment: shop.dev });
    }
    foreignImage = await buildUnlabelled(shop);
    const used = await shop.engine.images.inspect(`${shop.app}:v2`);
    foreignContainer = await shop.engine.containers.create({
      name: `foreign-${shop.app}`,
      image: used?.id ?? '',
      command: ['true'],
      labels: {},
    });
  });
  afterAll(async () => {
    await shop.engine.containers.remove(foreignContainer);
    await shop.engine.images.remove(foreignImage);
    await shop.remove();
  });

  const versionsOf = (images: StoragePlan['hosts'][number]['removes' | 'keeps'] | undefined) =>
    (images ?? []).filter(({ app }) => app === shop.app).map(({ version }) => version);

  it('plans to remove what no rollback reaches and nobody uses, and says why the rest stays', async () => {
    const { hosts, keptLogs } = await core.storage.plan();
    const removes = hosts[0]?.removes.filter(({ app }) => app === shop.app) ?? [];
    expect(removes.map(({ version, why }) => [version, why]).sort()).toEqual([
      [1, 'old'],
      [3, 'old'],
    ]);
    for (const { freesBytes } of removes) expect(freesBytes).toBeGreaterThanOrEqual(OWN_BYTES);
    const kept = new Map(
      hosts[0]?.keeps.filter(({ app }) => app === shop.app).map((image) => [image.version, image]),
    );
    const kinds = (version: number) => kept.get(version)?.reasons.map(({ kind }) => kind);
    expect(kinds(6)).toEqual(['in-use', 'live', 'newest']);
    expect(kinds(5)).toEqual(['in-use', 'standby']);
    expect(kinds(4)).toEqual(['rollback']);
    expect(kinds(2)).toEqual(['in-use']);
    const containers = hosts[0]?.keptContainers.filter(({ app }) => app === shop.app) ?? [];
    expect(containers.map(({ why }) => why).sort()).toEqual(['edge', 'live', 'warm']);
    const logs = keptLogs.filter(({ app, kind }) => app === shop.app && kind === 'build');
    expect(Map.groupBy(logs, ({ why }) => why).get('release')).toHaveLength(4);
    expect(Map.groupBy(logs, ({ why }) => why).get('newest')).toHaveLength(2);
    expect(kept.get(4)?.costsBytes).toBeGreaterThanOrEqual(OWN_BYTES);
    expect(kept.get(4)?.costsBytes).toBeLessThan(OWN_BYTES * 1.1);
  });

  it('leaves a pinned release alone, until it is unpinned', async () => {
    core.storage.pin(shop.app, 3);
    expect(versionsOf((await core.storage.plan()).hosts[0]?.removes)).toEqual([1]);
    expect(core.storage.unpin(shop.app, 3)).toBe(true);
    expect(versionsOf((await core.storage.plan()).hosts[0]?.removes).sort()).toEqual([1, 3]);
  });

  it('frees what it planned, and touches nothing else', async () => {
    const { hosts } = await core.storage.apply({ buildCache: true });
    const host = hosts[0];
    expect(host?.failed).toEqual([]);
    expect([...(host?.removed ?? [])].sort()).toEqual([`${shop.app}:v1`, `${shop.app}:v3`]);
    const { layersBytes = 0, keptByBuilderBytes = -1 } = host?.measured ?? {};
    expect(Math.abs(layersBytes - (host?.plannedBytes ?? 0))).toBeLessThanOrEqual(layersBytes / 100);
    expect(layersBytes).toBeGreaterThanOrEqual(2 * OWN_BYTES);
    expect(keptByBuilderBytes).toBe(0);

    const { images, containers } = shop.engine;
    expect(await images.inspect(`${shop.app}:v1`)).toBeUndefined();
    expect(await images.inspect(foreignImage)).toBeDefined();
    expect(await containers.inspect(foreignContainer)).toBeDefined();
    expect(await images.inspect(`${shop.app}:v2`)).toBeDefined();
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v6' });
  });

  it('has nothing to do the second time', async () => {
    expect(versionsOf((await core.storage.plan()).hosts[0]?.removes)).toEqual([]);
  });

  it('still rolls back to the last release within reach', async () => {
    const outcome = await core.deployments.rollback({ app: shop.app, environment: shop.dev, version: 4 });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 4 });
    expect(await shop.get(shop.ports.dev)).toMatchObject({ version: 'v4' });
  });

  it('removes nothing of an app that somebody is working on, and says so', async () => {
    await shop.engine.containers.remove(foreignContainer);
    const near = reaching(shop, 1);
    const lock = holdPlacement(shop);
    const during = await near.storage.apply();
    lock.release();
    expect(during.hosts[0]?.removed).toEqual([]);
    expect(during.hosts[0]?.failed[0]?.problem).toContain('is being worked on');
    expect(await shop.engine.images.inspect(`${shop.app}:v2`)).toBeDefined();

    const after = await near.storage.apply();
    expect([...(after.hosts[0]?.removed ?? [])].sort()).toEqual([`${shop.app}:v2`, `${shop.app}:v5`]);
    expect(await shop.get(shop.ports.dev)).toMatchObject({ version: 'v4' });
  });
});

/** As another process does that deploys there. */
function holdPlacement({ app, dev, env }: Workshop): { release(): void } {
  const { database } = dataPaths(env['TWINBERTH_HOME'] ?? '', process.platform);
  const stores = openStores(database, { clock: systemClock, ids: randomIds });
  const host = stores.hosts.list()[0]?.id ?? '';
  const by = { by: 'ann@desk', machine: hostname(), pid: process.pid, purpose: 'deploy v7', since: 1 };
  stores.locks.acquire({ app, environment: dev, host, token: 'held', ...by });
  return {
    release: () => {
      stores.locks.release('held');
      stores.close();
    },
  };
}

/** An image that carries no label of ours. */
async function buildUnlabelled({ engine }: Workshop): Promise<string> {
  const tar = pack();
  tar.entry({ name: 'Dockerfile' }, 'FROM scratch\nCOPY mark /mark\n');
  tar.entry({ name: 'mark' }, randomBytes(16).toString('hex'));
  tar.finalize();
  const image = await engine.images.build(
    Readable.from(tar),
    { dockerfile: 'Dockerfile', args: {}, labels: {} },
    { onProgress: () => undefined },
  );
  return image.id;
}

/** A core whose rollbacks reach so many releases back, however old. */
function reaching(shop: Workshop, keep: number): Core {
  const env = { ...shop.env, TWINBERTH_RETENTION_KEEP: String(keep), TWINBERTH_RETENTION_DAYS: '0' };
  return shop.secondCore({ env });
}
