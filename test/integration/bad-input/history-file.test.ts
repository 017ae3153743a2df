import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from '../cli/command-line.ts';
import { whatIsThere } from './what-is-there.ts';

describe('a history that cannot be used', () => {
  let shop: Workshop;
  let cli: CommandLine;
  let file = '';
  let good: Buffer;
  let before: readonly string[];

  beforeAll(async () => {
    shop = await openWorkshop();
    cli = await openCommandLine(shop);
    file = join(cli.home, '.local/share/twinberth/history.db');
    await shop.configure({ version: 'v1' });
    expect(await cli.run('deploy', shop.app, shop.dev)).toMatchObject({ code: 0 });
    const database = new SqliteDatabase(file);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    good = await readFile(file);
    before = await whatIsThere(shop);
  });
  beforeEach(() => writeFile(file, good));
  /** What serves does not depend on the history, and no command that refuses it may touch anything. */
  afterEach(async () => {
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
    expect(await whatIsThere(shop)).toEqual(before);
  });
  afterAll(async () => {
    await cli.remove();
    await shop.remove();
  });

  /** Every command that needs the history refuses it, says so, and leaves the file byte for byte as it is. */
  async function expectRefused(code: string, exitCode: number, said: RegExp): Promise<void> {
    const bad = await readFile(file);
    for (const words of [['status'], ['deploy', shop.app, shop.dev], ['rollback', shop.app, shop.dev]]) {
      const done = await cli.run(...words, '--json');
      expect(done, done.stderr).toMatchObject({ code: exitCode });
      expect(done.json()).toMatchObject({ error: { code } });
      expect(done.stderr).toMatch(said);
      expect(done.stderr).toContain(file);
    }
    expect((await readFile(file)).equals(bad)).toBe(true);
  }

  it('is overwritten with something else', async () => {
    await writeFile(file, 'these are not the bytes you are looking for\n'.repeat(400));
    await expectRefused(
      'history.damaged',
      1,
      /is damaged: .*It was left as it is.*`twinberth history rebuild`/s,
    );
  });

  it('is cut off', async () => {
    await writeFile(file, good.subarray(0, 4096 * 3 + 100));
    await expectRefused(
      'history.damaged',
      1,
      /is damaged: .*It was left as it is.*`twinberth history rebuild`/s,
    );
  });

  it('comes from a newer version', async () => {
    const handle = await open(file, 'r+');
    // `user_version`, https://www.sqlite.org/fileformat2.html#the_database_header
    await handle.write(Buffer.from([0, 0, 3, 231]), 0, 4, 60);
    await handle.close();
    await expectRefused('history.newer', 1, /newer/);
  });

  it('is locked by somebody else: says so, and works once it is let go', async () => {
    const other = new SqliteDatabase(file);
    other.exec('BEGIN EXCLUSIVE');
    try {
      const done = await cli.run('deploy', shop.app, shop.dev, '--json');
      expect(done).toMatchObject({ code: 5 });
      expect(done.json()).toMatchObject({ error: { code: 'history.locked', retry: true } });
      expect(done.stderr).toMatch(/is being written by another process/);
      // Looking needs no lock.
      expect((await cli.run('history', shop.app, '--json')).json()).toMatchObject({
        deployments: [{ state: 'live' }],
      });
    } finally {
      other.exec('ROLLBACK');
      other.close();
    }
    expect(await cli.run('status')).toMatchObject({ code: 0 });
  });
});
