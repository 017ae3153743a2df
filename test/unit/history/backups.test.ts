import { spawn } from 'node:child_process';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ALL_MIGRATIONS } from '../../../electron/core/db/migrations/all-migrations.ts';
import { openConnection } from '../../../electron/core/db/open-connection.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { replaceHistory } from '../../../electron/core/db/replace-history.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import {
  dropOldBackups,
  isBackupDue,
  listBackups,
  newestGoodBackup,
  nextBackupPath,
} from '../../../electron/core/history/backup-folder.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import * as sample from '../db/sample-rows.ts';
import { failureOf, furnishedHistory, handClock, temporaryFolder } from '../db/temporary-history.ts';

const HOUR = 3_600_000;
const options = { stamp: '20261123T040812Z', isAtWork: () => true };

function open(path: string): Stores {
  const stores = openStores(path, { clock: handClock(), ids: randomIds }, { busyTimeoutMs: 200 });
  onTestFinished(() => stores.close());
  return stores;
}

function overwrite(path: string, at: number, text: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.from(text), 0, text.length, at);
  closeSync(file);
}

describe('a backup', () => {
  it('is the history as it is, in one file that only its owner may read', async () => {
    const { stores } = furnishedHistory();
    const folder = join(temporaryFolder(), 'backups');
    const path = nextBackupPath(folder, 1_795_406_892_000);
    stores.deployments.begin(sample.deployment({ id: 'd1' }));
    await stores.backup(path);
    stores.deployments.begin(sample.deployment({ id: 'd2' }));
    expect(readdirSync(folder)).toEqual(['history-20261123T040812Z.db']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const copy = open(path);
    expect(copy.deployments.get('d1')?.config).toEqual(sample.config);
    expect(copy.deployments.get('d2')).toBeUndefined();
  });

  it('is made of a history that is about to be migrated, as it was', () => {
    const path = join(temporaryFolder(), 'history.db');
    const older = openConnection(path, ALL_MIGRATIONS.slice(0, 1), 200);
    older.database.exec("INSERT INTO apps (name, directory, created_at) VALUES ('web', '/srv/web', 1)");
    older.database.close();
    const target = join(temporaryFolder(), 'before.db');
    const migrated = openStores(
      path,
      { clock: handClock(), ids: randomIds },
      { backupBeforeMigration: () => target },
    );
    migrated.close();
    const kept = new SqliteDatabase(target, { readonly: true });
    onTestFinished(() => void kept.close());
    expect(kept.pragma('user_version', { simple: true })).toBe(1);
    expect(kept.prepare('SELECT name FROM apps').pluck().all()).toEqual(['web']);
    expect(open(path).apps.get('web')?.directory).toBe('/srv/web');
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });
});

describe('the folder of backups', () => {
  const at = (hour: number) => Date.UTC(2026, 10, 1) + hour * HOUR;

  it('keeps the newest fourteen, and what somebody else put there', () => {
    const folder = temporaryFolder();
    for (let day = 0; day < 17; day += 1) writeFileSync(nextBackupPath(folder, at(24 * day)), '');
    writeFileSync(join(folder, 'before-holidays.db'), '');
    dropOldBackups(folder);
    const left = listBackups(folder);
    expect(left).toHaveLength(14);
    expect(left[0]?.at).toBe(at(24 * 16));
    expect(left.at(-1)?.at).toBe(at(24 * 3));
    expect(readdirSync(folder)).toContain('before-holidays.db');
  });

  it('wants another one after a day, and when the clock was far ahead', () => {
    const folder = temporaryFolder();
    expect(isBackupDue(folder, at(0))).toBe(true);
    writeFileSync(nextBackupPath(folder, at(0)), '');
    expect(isBackupDue(folder, at(23))).toBe(false);
    expect(isBackupDue(folder, at(24))).toBe(true);
    expect(isBackupDue(folder, at(-48))).toBe(true);
  });

  it('never gives one name twice', () => {
    const folder = temporaryFolder();
    const first = nextBackupPath(folder, at(0));
    writeFileSync(first, '');
    const second = nextBackupPath(folder, at(0));
    writeFileSync(second, '');
    expect(second).not.toBe(first);
    expect(listBackups(folder)).toHaveLength(2);
  });

  it('names the newest one that reads well', async () => {
    const { stores } = furnishedHistory();
    const folder = temporaryFolder();
    const good = nextBackupPath(folder, at(0));
    await stores.backup(good);
    const bad = nextBackupPath(folder, at(24));
    await stores.backup(bad);
    overwrite(bad, 4096, 'x'.repeat(4096));
    expect(newestGoodBackup(folder)?.path).toBe(good);
  });
});

describe('putting a backup in place of a history', () => {
  async function backedUp() {
    const history = furnishedHistory();
    const backup = join(temporaryFolder(), 'backup.db');
    history.stores.deployments.begin(sample.deployment({ id: 'then' }));
    history.stores.locks.acquire(sample.lockHolder({ pid: 1 }));
    await history.stores.backup(backup);
    history.stores.locks.release('t1');
    history.stores.deployments.begin(sample.deployment({ id: 'since' }));
    return { ...history, backup };
  }

  it('brings back what was, without its locks, and keeps what is replaced', async () => {
    const { path, stores, backup } = await backedUp();
    stores.close();
    const replaced = replaceHistory(path, backup, options);
    expect(replaced).toMatchObject({ deployments: 1, lastAt: 1_700_000_000_000 });
    const now = open(path);
    expect(now.deployments.get('then')?.id).toBe('then');
    expect(now.deployments.get('since')).toBeUndefined();
    expect(now.locks.list()).toEqual([]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const kept = open(replaced.kept ?? '');
    expect(kept.deployments.get('since')?.id).toBe('since');
  });

  it('works where there is no history any more', async () => {
    const { path, stores, backup } = await backedUp();
    stores.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    expect(replaceHistory(path, backup, options).kept).toBeUndefined();
    expect(open(path).deployments.get('then')?.id).toBe('then');
  });

  it('takes a damaged history out of the way to the byte', async () => {
    const { path, stores, backup } = await backedUp();
    stores.close();
    overwrite(path, 0, 'no history at all');
    const before = readFileSync(path);
    const { kept } = replaceHistory(path, backup, options);
    expect(readFileSync(kept ?? '').equals(before)).toBe(true);
    expect(open(path).deployments.get('then')?.id).toBe('then');
  });

  it.each([
    ['torn', (file: string) => overwrite(file, 8192, 'x'.repeat(4096))],
    ['no history', (file: string) => writeFileSync(file, 'my diary')],
    ['empty', (file: string) => writeFileSync(file, '')],
  ])('refuses one that is %s, and touches nothing', async (_what, spoil) => {
    const { path, stores, backup } = await backedUp();
    spoil(backup);
    expect(failureOf(() => replaceHistory(path, backup, options)).code).toBe('history.damaged');
    expect(stores.deployments.get('since')?.id).toBe('since');
    expect(readdirSync(join(path, '..')).filter((name) => !/^history\.db(-wal|-shm)?$/.test(name))).toEqual(
      [],
    );
  });

  it('refuses one of a newer Twinberth', async () => {
    const { path, backup } = await backedUp();
    const newer = new SqliteDatabase(backup);
    newer.pragma('user_version = 9999');
    newer.close();
    expect(failureOf(() => replaceHistory(path, backup, options)).code).toBe('history.newer');
  });

  it('refuses while another process has the history open', async () => {
    const { path, stores, backup } = await backedUp();
    stores.close();
    const other = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import S from ${JSON.stringify(import.meta.resolve('better-sqlite3'))};
       const d = new S(process.argv[1]); d.prepare('SELECT count(*) FROM hosts').get(); console.log('open'); setInterval(() => d.open, 1000);`,
      path,
    ]);
    onTestFinished(() => void other.kill('SIGKILL'));
    await new Promise<void>((resolve, reject) => {
      other.stdout.once('data', () => resolve());
      other.stderr.once('data', (text: Buffer) => reject(new Error(text.toString())));
    });
    expect(failureOf(() => replaceHistory(path, backup, options)).code).toBe('history.locked');
    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    expect(replaceHistory(path, backup, options).deployments).toBe(1);
  });

  it('refuses while somebody is at work on a placement', async () => {
    const { path, stores, backup } = await backedUp();
    stores.locks.acquire(sample.lockHolder());
    stores.close();
    const failure = failureOf(() => replaceHistory(path, backup, options));
    expect(failure.code).toBe('placement.locked');
    expect(failure.message).toContain('web in dev');
    expect(open(path).deployments.get('since')?.id).toBe('since');
  });

  it('passes over somebody who is not at work any more', async () => {
    const { path, stores, backup } = await backedUp();
    stores.locks.acquire(sample.lockHolder());
    stores.close();
    expect(replaceHistory(path, backup, { ...options, isAtWork: () => false }).deployments).toBe(1);
  });
});
