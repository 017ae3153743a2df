import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { LockHolder } from '../../../electron/core/db/stores.ts';
import { furnishedHistory } from './temporary-history.ts';

const ann: LockHolder = {
  app: 'web',
  environment: 'dev',
  host: 'h1',
  token: 'of-ann',
  by: 'ann@laptop',
  machine: 'laptop',
  pid: process.pid,
  purpose: 'deploy of v1',
  since: 1,
};

it('leaves a lock to nobody whose release could not be written, and removes it when the next one is taken', () => {
  const { path, stores } = furnishedHistory();
  const other = new SqliteDatabase(path);
  try {
    stores.locks.acquire(ann);
    other.exec('BEGIN IMMEDIATE');
    stores.locks.release(ann.token);
    expect(stores.locks.find('web', 'dev', 'h1')).toMatchObject({ token: 'of-ann', pid: 0 });
    expect(stores.locks.list()).toMatchObject([{ token: 'of-ann', pid: 0 }]);
    other.exec('COMMIT');
    const bob = { ...ann, token: 'of-bob', by: 'bob@laptop' };
    expect(stores.locks.acquire(bob)).toEqual({ taken: true });
    expect(other.prepare('SELECT token FROM locks').all()).toEqual([{ token: 'of-bob' }]);
  } finally {
    other.close();
  }
});
