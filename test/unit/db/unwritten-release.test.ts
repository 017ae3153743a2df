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

it('keeps nobody out with a lock whose release could not be written, and removes it with the next write', () => {
  const { path, stores } = furnishedHistory();
  const other = new SqliteDatabase(path);
  try {
    stores.locks.acquire(ann);
    other.exec('BEGIN IMMEDIATE');
    stores.locks.release(ann.token);
    expect(stores.locks.find('web', 'dev', 'h1')).toBeUndefined();
    expect(stores.locks.list()).toEqual([]);
    other.exec('COMMIT');
    const bob = { ...ann, token: 'of-bob', by: 'bob@laptop' };
    expect(stores.locks.acquire(bob)).toEqual({ taken: true });
    expect(other.prepare('SELECT token FROM locks').all()).toEqual([{ token: 'of-bob' }]);
  } finally {
    other.close();
  }
});
