import { join } from 'node:path';

import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';

import { openStores } from '../../../electron/core/db/open-stores.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import * as sample from './sample-rows.ts';
import { startChild } from './start-child.ts';
import { failureOf, furnishedHistory, handClock, temporaryFolder } from './temporary-history.ts';

describe('two processes', { timeout: 60_000 }, () => {
  test('write into one history without losing or mixing up anything', async () => {
    const { path, stores } = furnishedHistory();
    const children = await Promise.all(
      ['ann', 'bob'].map((by) => startChild('insert-many.ts', path, by, '150')),
    );
    for (const child of children) child.send({ go: true });
    expect(await Promise.all(children.map((child) => child.next()))).toEqual([{ done: 150 }, { done: 150 }]);
    const all = stores.deployments.page({}, { limit: 1000 });
    expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 300 }, (_, n) => 300 - n));
    for (const by of ['ann', 'bob']) {
      const own = all.filter((row) => row.by === by).map(({ message }) => message);
      expect(own).toEqual(Array.from({ length: 150 }, (_, n) => `${by} ${149 - n}`));
    }
    expect(stores.checkIntegrity()).toEqual([]);
  });

  test('never both get a lock, over 200 races', async () => {
    const { path, stores } = furnishedHistory();
    const children = await Promise.all(['ann', 'bob'].map((by) => startChild('race-for-lock.ts', path, by)));
    for (let round = 0; round < 200; round++) {
      for (const child of children) child.send({ round });
      const answers = await Promise.all(children.map((child) => child.next()));
      const winners = answers.filter((answer) => (answer as { taken: boolean }).taken);
      expect(winners).toHaveLength(1);
      const [held] = stores.locks.list();
      expect(answers).toContainEqual({ taken: true, by: held?.by });
      expect(answers).toContainEqual({ taken: false, by: held?.by });
      stores.locks.release(held?.token ?? '');
    }
  });

  test('see that the other has written', async () => {
    const { path, stores } = furnishedHistory();
    const before = stores.dataVersion();
    stores.apps.add({ name: 'own', directory: '/own', createdAt: 1 });
    expect(stores.dataVersion()).toBe(before);
    const child = await startChild('insert-many.ts', path, 'ann', '1');
    child.send({ go: true });
    await child.next();
    expect(stores.dataVersion()).not.toBe(before);
  });
});

describe('a history that another connection is writing', () => {
  function withWriter() {
    const { path, stores } = furnishedHistory();
    const writer = new SqliteDatabase(path);
    onTestFinished(() => void writer.close());
    writer.exec("BEGIN IMMEDIATE; INSERT INTO apps VALUES ('pending', '/p', 1)");
    return { path, stores, writer };
  }

  test('is refused as locked once the time for waiting is over, and works afterwards', () => {
    const { stores, writer } = withWriter();
    const add = () => stores.apps.add({ name: 'api', directory: '/srv', createdAt: 1 });
    expect(failureOf(add)).toMatchObject({ code: 'history.locked', retry: true });
    expect(failureOf(() => stores.transaction(() => 1)).code).toBe('history.locked');
    writer.exec('COMMIT');
    add();
    expect(stores.apps.list().map(({ name }) => name)).toEqual(['api', 'pending', 'web']);
  });

  test('can still be opened and read', () => {
    const { path } = withWriter();
    const second = openStores(path, { clock: handClock(), ids: randomIds }, { busyTimeoutMs: 0 });
    onTestFinished(() => second.close());
    expect(second.apps.list().map(({ name }) => name)).toEqual(['web']);
  });

  test('cannot be opened while somebody has it for himself', () => {
    const path = join(temporaryFolder(), 'history.db');
    const owner = new SqliteDatabase(path);
    onTestFinished(() => void owner.close());
    owner.exec('BEGIN EXCLUSIVE; CREATE TABLE mine (x)');
    const failure = failureOf(() =>
      openStores(path, { clock: handClock(), ids: randomIds }, { busyTimeoutMs: 50 }),
    );
    expect(failure.code).toBe('history.locked');
  });
});

describe('a transaction', () => {
  test('is undone whole when its work throws', () => {
    const { stores } = furnishedHistory();
    expect(() =>
      stores.transaction(() => {
        stores.deployments.begin(sample.deployment({ id: 'd1' }));
        stores.apps.add({ name: 'api', directory: '/srv', createdAt: 1 });
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(stores.deployments.page({})).toEqual([]);
    expect(stores.apps.get('api')).toBeUndefined();
  });

  test('inside another one is undone alone when its failure is caught', () => {
    const { stores } = furnishedHistory();
    const result = stores.transaction(() => {
      stores.apps.add({ name: 'api', directory: '/srv', createdAt: 1 });
      failureOf(() =>
        stores.transaction(() => {
          stores.apps.add({ name: 'inner', directory: '/srv', createdAt: 1 });
          stores.apps.add({ name: 'api', directory: '/srv', createdAt: 1 });
        }),
      );
      return 'done';
    });
    expect(result).toBe('done');
    expect(stores.apps.list().map(({ name }) => name)).toEqual(['api', 'web']);
  });

  test('keeps other writers out from its beginning', () => {
    const { path, stores } = furnishedHistory();
    const other = openStores(path, { clock: handClock(), ids: randomIds }, { busyTimeoutMs: 0 });
    onTestFinished(() => other.close());
    stores.transaction(() => {
      stores.apps.list();
      const add = () => other.apps.add({ name: 'api', directory: '/srv', createdAt: 1 });
      expect(failureOf(add).code).toBe('history.locked');
    });
  });
});
