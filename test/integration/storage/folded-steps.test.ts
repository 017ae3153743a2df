import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

/**
 * Four deployments, of which rollbacks reach the last but one; steps and logs count as old at once. One test goes on from what
 * the test before left.
 */
describe('steps of old deployments', () => {
  let shop: Workshop;
  let core: Core;
  const place = () => ({ app: shop.app, environment: shop.dev });
  beforeAll(async () => {
    shop = await openWorkshop();
    core = shop.secondCore({
      env: {
        ...shop.env,
        TWINBERTH_RETENTION_KEEP: '2',
        TWINBERTH_RETENTION_DAYS: '0',
        TWINBERTH_RETENTION_LOG_DAYS: '0',
      },
    });
    for (let version = 1; version <= 4; version += 1) {
      await shop.release();
      const { deployment } = await core.deployments.deploy(place());
      expect(deployment.state).toBe('live');
    }
    // Its image stays. That does not keep its steps from being folded.
    core.storage.pin(shop.app, 1);
  });
  afterAll(() => shop.remove());

  const deployments = () => core.deployments.page(place());
  const stepsOf = () =>
    new Map(deployments().map(({ id, version }) => [version, core.deployments.get(id).steps]));
  const folded = (): readonly number[] => {
    const database = new SqliteDatabase(join(shop.env['TWINBERTH_HOME'] ?? '', 'history.db'));
    try {
      return database
        .prepare<[], number>(
          'SELECT version FROM folded_steps JOIN deployments ON sequence = deployment ORDER BY 1',
        )
        .pluck()
        .all();
    } finally {
      database.close();
    }
  };

  it('are folded by gc, beyond what a rollback reaches, and shown as before', async () => {
    const before = stepsOf();
    expect((await core.storage.plan()).history.foldable).toBe(2);
    expect((await core.storage.apply({})).history.folded).toBe(2);
    expect(folded()).toEqual([1, 2]);
    expect(stepsOf()).toEqual(before);
    expect(before.get(1)?.find(({ name }) => name === 'switch')).toMatchObject({ state: 'done' });
    expect((await core.storage.plan()).history.foldable).toBeUndefined();
    expect((await core.storage.apply({})).history.folded).toBeUndefined();
  });

  it('are left as they are when the history is compared with what runs', async () => {
    const before = stepsOf();
    await core.history.rebuild({ app: shop.app });
    expect(folded()).toEqual([1, 2]);
    expect(stepsOf()).toEqual(before);
  });

  it('are in an export and come back in another home', async () => {
    const file = join(shop.folder, 'history.jsonl');
    await core.history.exportTo(file);
    const home = join(shop.folder, 'other-home');
    const other = shop.secondCore({ env: { ...shop.env, TWINBERTH_HOME: home } });
    await other.history.importFrom(file);
    for (const { id } of deployments())
      expect(other.deployments.get(id).steps).toEqual(core.deployments.get(id).steps);
  });

  it('leave every way back open, also to a release whose own steps are folded', async () => {
    const { deployment: back } = await core.deployments.rollback(place());
    expect(back).toMatchObject({ state: 'live', version: 3 });
    const { deployment: far } = await core.deployments.rollback({ ...place(), version: 1 });
    expect(far).toMatchObject({ state: 'live', version: 1 });
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  });
});
