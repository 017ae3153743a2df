import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { openHistoryFiles } from '../../../electron/core/history/history-files.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

const SECRET = 'correct-horse-battery';

/** A data folder that is lost while two versions run, and what a person does next. */
describe('a history that is written anew from what runs', () => {
  let shop: Workshop;
  let core: Core;
  beforeAll(async () => {
    shop = await openWorkshop();
    core = shop.core;
  });
  afterAll(() => shop.remove());

  const place = () => ({ app: shop.app, environment: shop.dev });
  const home = () => shop.env['TWINBERTH_HOME'] ?? '';

  const files = () => openHistoryFiles({ env: shop.env, platform: process.platform, home: dirname(home()) });

  const open = () => shop.secondCore({ env: { ...shop.env, SHOP_SECRET: SECRET } });

  async function loseHistory(): Promise<void> {
    await core.close();
    await rm(home(), { recursive: true });
    core = open();
  }

  it('knows what serves, what stands by, and what they were made from', async () => {
    core = open();
    const dev = { environment: { PASSWORD: { secret: 'env:SHOP_SECRET' }, GREETING: 'old' } };
    await shop.release({ dev, app: { test: { command: ['node', '--version'] } } });
    const first = await core.deployments.deploy({ ...place(), message: 'first of all' });
    await shop.release({ dev: { ...dev, environment: { ...dev.environment, GREETING: 'new' } } });
    const second = await core.deployments.deploy(place());
    const prod = await core.deployments.promote({ app: shop.app, from: shop.dev, to: shop.prod });
    expect([first, second, prod].map(({ deployment }) => deployment.state)).toEqual(['live', 'live', 'live']);
    const before = await core.status(shop.app);

    await loseHistory();
    const report = await core.history.rebuild({ app: shop.app });

    expect(report.skipped).toEqual([]);
    expect(report.added).toMatchObject({
      environments: [shop.dev, shop.prod],
      apps: [shop.app],
      releases: [`${shop.app}:v1`, `${shop.app}:v2`],
    });
    const rows = core.deployments.page({ app: shop.app });
    expect(rows.map(({ id, version, state, environment }) => [id, version, state, environment])).toEqual([
      [prod.deployment.id, 2, 'live', shop.prod],
      [second.deployment.id, 2, 'live', shop.dev],
      [first.deployment.id, 1, 'superseded', shop.dev],
    ]);
    const { deployment } = core.deployments.get(first.deployment.id);
    expect(deployment).toMatchObject({ message: 'first of all', by: first.deployment.by, via: 'core' });
    expect(deployment.config).toEqual(first.deployment.config);
    expect(core.releases.get(shop.app, 1).test).toMatchObject({ state: 'passed' });
    const facts = (status: typeof before) =>
      status.map(({ environment, version, health, replicas, url, standby, berth }) => ({
        environment,
        version,
        health,
        replicas,
        url,
        standby: standby && { version: standby.version, state: standby.state },
        slot: berth?.slot,
        active: berth?.active,
      }));
    expect(facts(await core.status(shop.app))).toEqual(facts(before));
  });

  it('keeps no value of a secret on the engine but where the app needs it', async () => {
    for (const found of await shop.engine.containers.list({ 'dev.twinberth.app': shop.app })) {
      expect(JSON.stringify(found.labels)).not.toContain(SECRET);
    }
  });

  it('rolls back at once, with the configuration of then, without losing a request', async () => {
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await core.deployments.rollback(place());
    const result = await clients.stop();
    expect(result.failures).toEqual([]);
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 1, plan: { source: 'warm' } });
    expect((await shop.get(shop.ports.dev)).body).toContain('old');
  });

  it('knows after another loss that it was rolled back, and deploys and promotes without losing a request', async () => {
    await loseHistory();
    await core.history.rebuild({ app: shop.app });
    const [dev] = await core.status(shop.app);
    expect(dev).toMatchObject({ version: 1, berth: { held: true }, standby: { version: 2, state: 'warm' } });
    const clients = [shop.ports.dev, shop.ports.prod].map((port) => startLoad({ host: shop.address, port }));
    await shop.configure({ version: 'v3', dev: { environment: { GREETING: 'newest' } } });
    const { release } = await core.releases.build({ app: shop.app });
    expect(release.version).toBe(3);
    const deployed = await core.deployments.deploy(place());
    const promoted = await core.deployments.promote({ app: shop.app, from: shop.dev, to: shop.prod });
    for (const client of clients) expect((await client.stop()).failures).toEqual([]);
    expect([deployed, promoted].map(({ deployment }) => [deployment.state, deployment.version])).toEqual([
      ['live', 3],
      ['live', 3],
    ]);
  });

  it('changes nothing where everything is known', async () => {
    const before = core.deployments.page({ app: shop.app });
    const report = await core.history.rebuild({ app: shop.app });
    expect(report).toMatchObject({
      added: { hosts: [], environments: [], apps: [], releases: [], deployments: [] },
      corrected: [],
      asRecorded: 2,
      skipped: [],
    });
    expect(core.deployments.page({ app: shop.app })).toEqual(before);
  });

  it('follows the gate where a backup is older than what runs', async () => {
    const backup = join(home(), '..', 'old.db');
    await core.history.backup(backup);
    await shop.configure({ version: 'v4' });
    await core.releases.build({ app: shop.app });
    const since = await core.deployments.deploy(place());
    await core.close();
    const restored = files().restore(backup, '/');
    expect(dirname(restored.kept ?? '')).toBe(home());

    core = open();
    const report = await core.history.rebuild({ app: shop.app });
    expect(report.added.deployments.map(({ id }) => id)).toEqual([since.deployment.id]);
    expect(report.corrected).toHaveLength(1);
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await core.deployments.rollback(place());
    expect((await clients.stop()).failures).toEqual([]);
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 3 });
  });

  it('leaves out a placement that somebody is working on, and says who', async () => {
    const path = join(home(), 'history.db');
    const stores = openStores(path, { clock: systemClock, ids: randomIds });
    const [berth] = stores.berths.list({ app: shop.app, environment: shop.dev });
    stores.locks.acquire({
      ...place(),
      host: berth?.host ?? '',
      token: 'somebody',
      by: 'bob@desk',
      machine: hostname(),
      pid: process.pid,
      purpose: 'deploy of v9',
      since: 1,
    });
    const report = await core.history.rebuild({ app: shop.app });
    stores.locks.release('somebody');
    stores.close();
    expect(report.skipped).toEqual([expect.stringMatching(/in dev-.*deploy of v9, by bob@desk/)]);
    expect(report.asRecorded).toBe(1);
  });

  it('is offered, beside the newest good backup, when the history is damaged', async () => {
    const backup = await core.history.backup();
    await core.close();
    const path = join(home(), 'history.db');
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.from('not a history'), 0, 13, 0);
    closeSync(file);
    expect(() => open()).toThrow(backup.path);
    expect(() => open()).toThrow('twinberth history rebuild');
    expect(files().state()).toBe('damaged');
    const aside = files().setAside() ?? '';
    expect(readdirSync(home())).toContain(basename(aside));
    core = open();
    const report = await core.history.rebuild({ app: shop.app });
    expect(report.added.apps).toEqual([shop.app]);
  });
});
