import {
  chmodSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';

import { ALL_MIGRATIONS } from '../../../electron/core/db/migrations/all-migrations.ts';
import { openConnection } from '../../../electron/core/db/open-connection.ts';
import { createStores, openStores } from '../../../electron/core/db/open-stores.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { startChild } from './start-child.ts';
import * as sample from './sample-rows.ts';
import { makeBig, overwriteLogs } from './spoil-history.ts';
import { failureOf, furnish, temporaryFolder } from './temporary-history.ts';

const deps = { clock: systemClock, ids: randomIds };
const open = (path: string) => openStores(path, deps, { busyTimeoutMs: 200 });
const modeOf = (path: string) => statSync(path).mode & 0o777;

/** A closed history with a few hundred rows, so that it has pages to damage. */
function closedHistory(): string {
  const path = join(temporaryFolder(), 'history.db');
  const stores = open(path);
  furnish(stores);
  for (let n = 0; n < 300; n++) stores.logs.add('build', `${n} `.repeat(200), n);
  stores.close();
  return path;
}

describe('a new history', () => {
  test('is readable only by its owner', () => {
    const folder = join(temporaryFolder(), 'made', 'here');
    const path = join(folder, 'history.db');
    const stores = open(path);
    furnish(stores);
    expect(modeOf(folder)).toBe(0o700);
    expect(['', '-wal', '-shm'].map((suffix) => modeOf(path + suffix))).toEqual([0o600, 0o600, 0o600]);
    stores.close();
  });

  test('keeps what was written when it is opened again', () => {
    const path = join(temporaryFolder(), 'history.db');
    const first = open(path);
    furnish(first);
    first.close();
    const second = open(path);
    onTestFinished(() => second.close());
    expect(second.hosts.list()).toEqual([sample.host]);
    expect(second.checkIntegrity()).toEqual([]);
  });

  test('can be opened by several processes at once', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 5; round++) {
      const path = join(temporaryFolder(), 'history.db');
      const children = await Promise.all([1, 2, 3].map(() => startChild('open-and-add.ts', path)));
      for (const child of children) child.send({ go: true });
      const answers = await Promise.all(children.map((child) => child.next()));
      expect(answers).toEqual([{ opened: true }, { opened: true }, { opened: true }]);
      const stores = open(path);
      expect(stores.apps.list()).toHaveLength(3);
      stores.close();
    }
  });
});

describe('a history from a newer version', () => {
  test('is refused and keeps every byte', () => {
    const path = closedHistory();
    const database = new SqliteDatabase(path);
    database.pragma('user_version = 999');
    database.close();
    const before = readFileSync(path);
    const failure = failureOf(() => open(path));
    expect(failure).toMatchObject({ code: 'history.newer', details: { path, version: 999 } });
    expect(failure.message).toContain('update Twinberth');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(['history.db']);
  });

  test('is recognised when only the write-ahead log of a crashed process says so', () => {
    const living = closedHistory();
    const database = new SqliteDatabase(living);
    database.pragma('wal_autocheckpoint = 0');
    database.pragma('user_version = 999');
    const path = join(temporaryFolder(), 'history.db');
    for (const suffix of ['', '-wal']) copyFileSync(living + suffix, path + suffix);
    database.close();
    const before = [readFileSync(path), readFileSync(`${path}-wal`)];
    expect(failureOf(() => open(path)).code).toBe('history.newer');
    expect([readFileSync(path), readFileSync(`${path}-wal`)]).toEqual(before);
  });
});

describe('a damaged history is refused and left as it is', () => {
  const refuses = (path: string, word: string) => {
    const before = readFileSync(path);
    const failure = failureOf(() => open(path));
    expect(failure.code).toBe('history.damaged');
    expect(failure.message).toContain(path);
    expect(failure.message).toContain(word);
    expect(readFileSync(path).equals(before)).toBe(true);
  };

  test('when it is not a database', () => {
    const path = join(temporaryFolder(), 'history.db');
    writeFileSync(path, 'somebody saved a letter here'.repeat(500));
    refuses(path, 'not an SQLite file');
  });

  test('when it is shorter than a header', () => {
    const path = join(temporaryFolder(), 'history.db');
    writeFileSync(path, 'SQLite format 3\0');
    refuses(path, 'damaged');
  });

  test('when it was cut', () => {
    const path = closedHistory();
    truncateSync(path, statSync(path).size - 3 * 4096);
    refuses(path, 'malformed');
  });

  test('when it was emptied beside its write-ahead log', () => {
    const path = join(temporaryFolder(), 'history.db');
    writeFileSync(path, '');
    writeFileSync(`${path}-wal`, 'commits');
    refuses(path, 'write-ahead log');
    expect(readFileSync(`${path}-wal`, 'utf8')).toBe('commits');
  });

  test.each([
    ['the last end was clean', () => undefined],
    ['it was not', (path: string) => writeFileSync(`${path}-wal`, Buffer.alloc(32))],
  ])('when pages were overwritten, where %s', (_end, leave) => {
    const path = closedHistory();
    overwriteLogs(path);
    leave(path);
    refuses(path, 'damaged');
  });

  test("when it is another program's database", () => {
    const path = join(temporaryFolder(), 'history.db');
    const database = new SqliteDatabase(path);
    database.exec('CREATE TABLE recipes (name TEXT)');
    database.close();
    refuses(path, "another program's");
  });
});

test('of a big history damage is found by the integrity check and by whoever reads it, not by the opening', () => {
  const path = closedHistory();
  makeBig(path);
  overwriteLogs(path);
  const stores = open(path);
  onTestFinished(() => stores.close());
  expect(stores.apps.list()).toHaveLength(1);
  expect(stores.checkIntegrity().length).toBeGreaterThan(0);
  const failure = failureOf(() => stores.logs.add('test', 'more', 1));
  expect(failure.code).toBe('history.damaged');
  expect(failure.message).toMatch(/`twinberth restore` .*`twinberth history rebuild`/s);
});

test('a folder that may not be written is a permission failure', () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  const asNobody = process.geteuid?.() === 0;
  if (asNobody) process.seteuid?.(65534);
  try {
    const failure = failureOf(() => open(join(folder, 'history.db')));
    expect(failure.code).toBe('permission');
    expect(failure.message).toContain('TWINBERTH_HOME');
  } finally {
    if (asNobody) process.seteuid?.(0);
  }
});

test('a path that leads through a file is a setting to correct', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(failureOf(() => open(join(file, 'history.db'))).code).toBe('setting.invalid');
});

test('a full disk is said so, and nothing half-written remains', () => {
  const path = join(temporaryFolder(), 'history.db');
  const connection = openConnection(path, ALL_MIGRATIONS, 200);
  const stores = createStores(connection, deps);
  onTestFinished(() => stores.close());
  furnish(stores);
  // SQLite's own limit fails in the same place and with the same code as a disk without room.
  connection.database.pragma(
    `max_page_count = ${Number(connection.database.pragma('page_count', { simple: true }))}`,
  );
  const failure = failureOf(() =>
    stores.transaction(() => {
      stores.hosts.add({ ...sample.host, id: 'h2', name: 'second' });
      for (let n = 0; n < 1000; n++) stores.logs.add('build', randomIds.next().repeat(50), n);
    }),
  );
  expect(failure.code).toBe('disk.full');
  expect(stores.hosts.list()).toEqual([sample.host]);
});
