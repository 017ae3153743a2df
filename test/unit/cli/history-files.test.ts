import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { damaged } from '../../../electron/core/db/sqlite-failure.ts';
import { openHistory } from '../../../electron/core/history/open-history.ts';
import { openHistoryFiles } from '../../../electron/core/history/history-files.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { dataPaths } from '../../../electron/core/runtime/paths.ts';
import { furnish, handClock, temporaryFolder } from '../db/temporary-history.ts';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';

/** A data folder with a history of one app, and a backup of it. */
async function dataFolder() {
  const folder = temporaryFolder();
  const paths = dataPaths(folder, process.platform);
  const deps = { clock: handClock(), ids: randomIds };
  const stores = openStores(paths.database, deps);
  furnish(stores);
  const backup = join(paths.backups, 'history-20261123T040812Z.db');
  await stores.backup(backup);
  stores.close();
  const files = openHistoryFiles({
    env: { TWINBERTH_HOME: folder },
    platform: process.platform,
    home: folder,
    clock: deps.clock,
  });
  /** What `createCore` does first, and cannot do with a damaged file. */
  const createCore = () => {
    openHistory(paths, deps).close();
    return Promise.resolve(createFakeCore());
  };
  return { paths, files, backup, createCore };
}

describe('a damaged history', () => {
  it('is refused with the two ways back, and both of them work', async () => {
    const { paths, files, backup, createCore } = await dataFolder();
    writeFileSync(paths.database, 'no history at all');
    const refused = await runLine('env ls', { createCore: async () => createCore() });
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(`twinberth restore ${backup}`);
    expect(refused.stderr).toContain('twinberth history rebuild');

    const restored = await runLine('restore history-20261123T040812Z.db --json', {
      historyFiles: files,
      createCore,
    });
    expect(restored.exitCode).toBe(0);
    expect(JSON.parse(restored.stdout)).toMatchObject({ from: backup, rebuild: { asRecorded: 0 } });
    expect(files.state()).toBe('good');

    writeFileSync(paths.database, 'damaged once more');
    const rebuilt = await runLine('history rebuild --json', { historyFiles: files, createCore });
    expect(rebuilt.exitCode).toBe(0);
    const { setAside } = JSON.parse(rebuilt.stdout) as { readonly setAside: string };
    expect(setAside).toMatch(/history-damaged-\w+\.db$/);
    expect(files.state()).toBe('good');
  });

  it('is told with the two ways back also when it is found while a command is at work', async () => {
    const { files, backup } = await dataFolder();
    const overrides = (fake: Core) => ({
      environments: {
        ...fake.environments,
        list: () => {
          throw damaged(files.path, 'page 7 is torn');
        },
      },
    });
    const found = await runLine('env ls --json', {
      core: createFakeCore({ overrides }),
      historyFiles: files,
    });
    expect(found.exitCode).toBe(1);
    expect(found.stderr).toContain('page 7 is torn');
    expect(found.stderr).toContain(`twinberth restore ${backup}`);
    expect(found.stderr).toContain('twinberth history rebuild');
    expect(JSON.parse(found.stdout)).toMatchObject({
      error: { code: 'history.damaged', details: { path: files.path, backup } },
    });
  });

  it('ends a command that would write into it, when it is found by what is settled first', async () => {
    const { files, backup } = await dataFolder();
    const core = createFakeCore({
      overrides: () => ({ settle: () => Promise.reject(damaged(files.path, 'page 7 is torn')) }),
    });
    const found = await runLine('gc --apply', { core, historyFiles: files });
    expect(found.exitCode).toBe(1);
    expect(found.stderr).toContain(`twinberth restore ${backup}`);
    expect(core.calls.map(({ name }) => name)).not.toContain('storage.apply');
  });

  it('is not put aside by looking at the list', async () => {
    const { paths, files, createCore } = await dataFolder();
    writeFileSync(paths.database, 'no history at all');
    const result = await runLine('history', { historyFiles: files, createCore: async () => createCore() });
    expect(result.exitCode).toBe(1);
    expect(files.state()).toBe('damaged');
  });
});

describe('twinberth history', () => {
  it('still lists the deployments of an app', async () => {
    const result = await runLine('history web --json');
    expect(JSON.parse(result.stdout)).toMatchObject({ deployments: [{ app: 'web' }, {}, {}] });
  });

  it('offers its sub-command and the apps', async () => {
    const { stdout } = await runLine(['__complete', '--', 'history', '']);
    const words = stdout.split('\n').map((line) => line.split('\t')[0]);
    expect(words).toEqual(expect.arrayContaining(['rebuild', 'web']));
  });

  it('says what a rebuild added, left out and cannot know, and ends with 4 when a host is away', async () => {
    const { files } = await dataFolder();
    const core = createFakeCore({
      rebuild: {
        hosts: [
          { name: 'local', state: 'read', placements: 1 },
          {
            name: 'nuc',
            state: 'unreachable',
            placements: 0,
            reason: 'No engine answers at tcp://nuc:2376.',
          },
        ],
        added: {
          hosts: [],
          environments: ['dev'],
          apps: ['web'],
          releases: ['web:v3'],
          deployments: [
            { id: 'd', app: 'web', environment: 'dev', host: 'local', version: 3, state: 'live' },
          ],
        },
        corrected: [],
        asRecorded: 0,
        skipped: ['blog in dev on local: somebody works on it'],
        unknown: ['receipts'],
      },
    });
    const result = await runLine('history rebuild', { core, historyFiles: files });
    expect(result.exitCode).toBe(4);
    for (const text of ['web:v3', 'nuc', 'blog in dev on local', 'Not known: receipts'])
      expect(result.stdout).toContain(text);
  });
});

describe('twinberth restore', () => {
  it('keeps the restored history when no engine answers, and says what is missing', async () => {
    const { files } = await dataFolder();
    const core = createFakeCore({
      overrides: (fake) => ({
        history: { ...fake.history, rebuild: () => Promise.reject(new Error('no engine')) },
      }),
    });
    const result = await runLine('restore history-20261123T040812Z.db', { core, historyFiles: files });
    expect(result.exitCode).toBe(0);
    expect(result.stderr).toContain('twinberth history rebuild');
  });

  it('refuses a file that is not there', async () => {
    const { files } = await dataFolder();
    const result = await runLine('restore nothing.db', { historyFiles: files });
    expect(result).toMatchObject({ exitCode: 2 });
    expect(result.stderr).toContain('nothing.db');
  });
});

describe('twinberth backup', () => {
  it('writes to a file of the folder one is in, or lists what there is', async () => {
    const core = createFakeCore();
    const result = await runLine('backup mine.db --json', { core, cwd: '/srv' });
    expect(JSON.parse(result.stdout)).toMatchObject({ path: '/srv/mine.db' });
    const { files, backup } = await dataFolder();
    const listed = await runLine('backup --list --json', { historyFiles: files });
    expect(JSON.parse(listed.stdout)).toMatchObject({ backups: [{ path: backup }] });
  });
});

describe('twinberth export and import', () => {
  it('name the file from the folder one is in, and say what was added', async () => {
    const core = createFakeCore();
    const exported = await runLine('export h.jsonl --json', { core, cwd: '/srv' });
    expect(JSON.parse(exported.stdout)).toEqual({ path: '/srv/h.jsonl', bytes: 4096 });
    const imported = await runLine('import h.jsonl', { core, cwd: '/srv' });
    expect(imported.stdout).toContain('2 deployment');
    expect(imported.stdout).toContain('3 records');
    expect(core.calls.map(({ name, request }) => [name, request])).toEqual([
      ['history.exportTo', '/srv/h.jsonl'],
      ['history.importFrom', '/srv/h.jsonl'],
    ]);
  });
});
