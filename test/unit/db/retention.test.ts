import SqliteDatabase from 'better-sqlite3';
import { statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { openStores } from '../../../electron/core/db/open-stores.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { furnishedHistory, handClock, temporaryFolder, temporaryHistory } from './temporary-history.ts';

/** Logs that do not compress. */
function fillLogs(stores: Stores, count: number): void {
  for (let build = 0; build < count; build += 1) {
    const id = `b${build}`;
    stores.builds.begin({ id, app: 'web', startedAt: build, by: 'ann@desk' });
    const text = randomBytes(30_000).toString('hex');
    stores.builds.end(id, {
      state: 'failed',
      durationMs: 1,
      buildLog: stores.logs.add('build', text, build),
    });
  }
}

describe('the logs of builds', () => {
  test('are listed newest first, and go without their build', () => {
    const { stores } = furnishedHistory();
    fillLogs(stores, 2);
    const entries = stores.builds.logs('web');
    expect(entries.map(({ build, kind, at }) => [build, kind, at])).toEqual([
      ['b1', 'build', 1],
      ['b0', 'build', 0],
    ]);
    const [newest] = entries;
    if (newest === undefined) throw new Error('there is no log');
    expect(newest.bytes).toBeGreaterThan(20_000);
    stores.builds.dropLog(newest);
    expect(stores.logs.read(newest.id)).toBeUndefined();
    expect(stores.builds.get('b1')).toMatchObject({ state: 'failed' });
    expect(stores.builds.get('b1')?.buildLog).toBeUndefined();
    expect(stores.builds.logs('web').map(({ build }) => build)).toEqual(['b0']);
    expect(stores.builds.logs('other')).toEqual([]);
  });

  test('leave the log of another build alone when the names are mixed up', () => {
    const { stores } = furnishedHistory();
    fillLogs(stores, 2);
    const [newest] = stores.builds.logs('web');
    stores.builds.dropLog({ id: newest?.id ?? '', build: 'b0', kind: 'build' });
    expect(stores.builds.logs('web')).toHaveLength(2);
  });
});

describe('pins', () => {
  test('are kept once, and taken away', () => {
    const { pins } = temporaryHistory().stores;
    pins.add({ app: 'web', version: 3, by: 'ann@desk', at: 1 });
    pins.add({ app: 'web', version: 3, by: 'ben@lap', at: 2 });
    expect(pins.list()).toEqual([{ app: 'web', version: 3, by: 'ann@desk', at: 1 }]);
    expect(pins.remove('web', 3)).toBe(true);
    expect(pins.remove('web', 3)).toBe(false);
    expect(pins.list()).toEqual([]);
  });
});

describe('a history that has let go of much', () => {
  const halve = (stores: Stores) => {
    for (const entry of stores.builds.logs('web').slice(50)) stores.builds.dropLog(entry);
  };

  test('gives the room back to the disk', () => {
    const { stores, path } = furnishedHistory();
    fillLogs(stores, 100);
    stores.compact();
    const full = statSync(path).size;
    halve(stores);
    expect(stores.size().freeBytes).toBeGreaterThan(full / 4);
    stores.compact();
    expect(stores.size()).toEqual({ bytes: statSync(path).size, freeBytes: 0 });
    expect(statSync(path).size).toBeLessThan(full * 0.7);
    expect(stores.checkIntegrity()).toEqual([]);
  });

  test('does so also when its file was made before that was prepared for', () => {
    const path = join(temporaryFolder(), 'history.db');
    const database = new SqliteDatabase(path);
    database.pragma('journal_mode = WAL');
    database.exec('CREATE TABLE before (x INTEGER)');
    database.exec('DROP TABLE before');
    database.close();
    const stores = openStores(path, { clock: handClock(), ids: randomIds });
    fillLogs(stores, 100);
    stores.compact();
    const full = statSync(path).size;
    halve(stores);
    stores.compact();
    expect(stores.size().freeBytes).toBe(0);
    expect(statSync(path).size).toBeLessThan(full * 0.7);
    stores.close();
  });
});
