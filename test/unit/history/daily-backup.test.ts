import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCore } from '../../../electron/core/create-core.ts';
import { ALL_MIGRATIONS } from '../../../electron/core/db/migrations/all-migrations.ts';
import { openConnection } from '../../../electron/core/db/open-connection.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { writeBackup } from '../../../electron/core/db/write-backup.ts';
import { createDailyBackup } from '../../../electron/core/history/back-up.ts';
import { listBackups, nextBackupPath } from '../../../electron/core/history/backup-folder.ts';
import { openHistory } from '../../../electron/core/history/open-history.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { dataPaths } from '../../../electron/core/runtime/paths.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import { makeBig, overwriteLogs } from '../db/spoil-history.ts';
import { furnish, furnishedHistory, handClock, temporaryFolder } from '../db/temporary-history.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 1);

function dataFolder() {
  const home = temporaryFolder();
  const paths = dataPaths(home, process.platform);
  const clock = handClock(START);
  return {
    paths,
    clock,
    open: () => {
      const { platform } = process;
      const core = createCore({ env: { TWINBERTH_HOME: home }, platform, home, via: 'core', clock });
      onTestFinished(() => core.close());
      return core;
    },
    /** Names, the newest first. */
    backups: () => listBackups(paths.backups).map(({ path }) => path.slice(paths.backups.length + 1)),
    /** Copies of the history as it is, one a day, the last of them two days before `START`. */
    backUpEarlier: async (count: number) => {
      const stores = openStores(paths.database, { clock, ids: randomIds });
      const days = Array.from({ length: count }, (_, day) => START - (count + 1 - day) * DAY);
      for (const at of days) await stores.backup(nextBackupPath(paths.backups, at));
      stores.close();
    },
  };
}

/** A history that is too big to be looked at whole when it is opened, with logs. */
function writeBigHistory(path: string): void {
  const stores = openStores(path, { clock: handClock(), ids: randomIds });
  furnish(stores);
  for (let n = 0; n < 100; n += 1) stores.logs.add('build', `${n} `.repeat(200), n);
  stores.close();
  makeBig(path);
}

describe('a backup by itself', () => {
  it('is made once a day by whoever settles what is due', async () => {
    const { clock, open, backups } = dataFolder();
    const core = open();
    await core.settle();
    expect(backups()).toEqual(['history-20261101T000000Z.db']);
    clock.set(START + 23 * HOUR);
    await core.settle();
    expect(backups()).toHaveLength(1);
    clock.set(START + DAY);
    await core.settle();
    expect(backups()).toEqual(['history-20261102T000000Z.db', 'history-20261101T000000Z.db']);
  });

  it('lets the oldest go when there are more than fourteen', async () => {
    const { clock, open, backups } = dataFolder();
    const core = open();
    for (let day = 0; day < 17; day += 1) {
      clock.set(START + day * DAY);
      await core.settle();
    }
    expect(backups()).toHaveLength(14);
    expect(backups()[0]).toBe('history-20261117T000000Z.db');
    expect(backups().at(-1)).toBe('history-20261104T000000Z.db');
  });

  it('before a migration counts among the fourteen', async () => {
    const { paths, clock, backups, backUpEarlier } = dataFolder();
    await backUpEarlier(14);
    const oldest = backups().at(-1);
    const older = join(temporaryFolder(), 'history.db');
    openConnection(older, ALL_MIGRATIONS.slice(0, 1), 200).database.close();
    writeFileSync(paths.database, readFileSync(older));
    openHistory(paths, { clock, ids: randomIds }).close();
    expect(backups()).toHaveLength(14);
    expect(backups()[0]).toBe('history-20261101T000000Z-before-schema-2.db');
    expect(backups()).not.toContain(oldest);
  });
});

/** Some hundred MB are written and read in each; a machine that is busy takes its time. */
describe('a big history that is damaged', { timeout: 60_000 }, () => {
  it('is found so by the daily backup, which leaves no copy of it and every older backup', async () => {
    const { paths, open, backups, backUpEarlier } = dataFolder();
    await backUpEarlier(14);
    writeBigHistory(paths.database);
    overwriteLogs(paths.database);
    const before = { files: readdirSync(paths.backups), history: readFileSync(paths.database) };
    const core = open();
    const found = {
      code: 'history.damaged',
      message: expect.stringMatching(
        new RegExp(
          `${paths.database} is damaged.*twinberth restore ${paths.backups}/${backups()[0]}\`.*history rebuild`,
          's',
        ),
      ) as string,
    };
    await expect(core.settle()).rejects.toMatchObject(found);
    expect(readdirSync(paths.backups)).toEqual(before.files);
    expect(readFileSync(paths.database).equals(before.history)).toBe(true);
    await expect(core.settle()).rejects.toMatchObject(found);
    await expect(core.history.backup()).rejects.toMatchObject({ code: 'history.damaged' });
    expect(readdirSync(paths.backups)).toEqual(before.files);
  });

  it('is told of once to whoever looks at the window', async () => {
    const { paths, clock, open } = dataFolder();
    writeBigHistory(paths.database);
    overwriteLogs(paths.database);
    const core = open();
    // That no engine answers at the host of the sample is told too, after a while.
    const ofDamage = (notices: readonly Notice[]) => notices.filter(({ kind }) => kind === 'history.damaged');
    const house = core.openHouse();
    const told = () => ofDamage(house.notices.list({ limit: 9 }));
    await expect.poll(told, { timeout: 30_000 }).toMatchObject([{ silent: false }]);
    expect(told()[0]?.text).toMatch(/no backup of it.*twinberth history rebuild/s);
    clock.set(START + HOUR);
    const another = open().openHouse();
    await expect.poll(() => ofDamage(another.snapshot().notices), { timeout: 30_000 }).toHaveLength(1);
    await expect(core.settle()).rejects.toMatchObject({ code: 'history.damaged' });
    expect(told()).toHaveLength(1);
  });

  it('is told of by the doctor with the ways back', async () => {
    const { paths, open, backups, backUpEarlier } = dataFolder();
    await backUpEarlier(1);
    writeBigHistory(paths.database);
    overwriteLogs(paths.database);
    const { ok, findings } = await open().doctor();
    expect(ok).toBe(false);
    const damage = findings.find(({ what }) => what.startsWith('The history is damaged'));
    expect(damage?.wayOut).toContain(`twinberth restore ${join(paths.backups, String(backups()[0]))}`);
    expect(damage?.wayOut).toContain('twinberth history rebuild');
  });
});

describe('a copy that cannot be read back', () => {
  it('is removed and told of, and no older backup goes for it', async () => {
    const { path, stores } = furnishedHistory();
    const folder = temporaryFolder();
    const clock = handClock(START);
    for (let day = 20; day > 3; day -= 1) await stores.backup(nextBackupPath(folder, START - day * DAY));
    const before = readdirSync(folder);
    const warnings: unknown[] = [];
    const daily = createDailyBackup({
      // The disk keeps something else than it was given.
      stores: { ...stores, backup: (target) => writeBackup(onBadDisk(path), target) },
      clock,
      log: { debug: () => undefined, warn: (message, details) => warnings.push([message, details]) },
      folder,
    });
    await daily();
    expect(readdirSync(folder)).toEqual(before);
    expect(warnings).toEqual([
      [
        'the daily backup of the history could not be made',
        {
          code: 'disk.read',
          reason: expect.stringMatching(/could not be read back.*older backups stay/) as string,
        },
      ],
    ]);
    expect(stores.checkIntegrity()).toEqual([]);
  });
});

function onBadDisk(path: string): SqliteDatabase.Database {
  const database = new SqliteDatabase(path, { readonly: true });
  onTestFinished(() => void database.close());
  const backup = database.backup.bind(database);
  database.backup = async (target) => {
    const done = await backup(target);
    const content = readFileSync(target);
    expect(statSync(target).size).toBeGreaterThan(5 * 4096);
    writeFileSync(target, content.fill(0xa5, 2 * 4096, 4 * 4096));
    return done;
  };
  return database;
}
