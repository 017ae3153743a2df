import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decompressText } from '../../../electron/core/db/compress-text.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from '../cli/command-line.ts';

/** Unlike anything else on this machine, so that finding one of them anywhere is a leak. */
const VALUES = { env: 'value-from-env-5d21c7', file: 'value-from-file-8e90b4', cmd: 'value-from-cmd-1f6a33' };

let shop: Workshop;
let cli: CommandLine;
/** Everything that any command has printed. */
let printed = '';
beforeAll(async () => {
  shop = await openWorkshop();
  cli = await openCommandLine(shop, { TB_SECRET: VALUES.env });
  await writeFile(join(cli.home, 'secret'), `${VALUES.file}\n`, { mode: 0o600 });
  // Reversed in the file, so that the command line itself does not hold it.
  await writeFile(join(cli.home, 'reversed'), VALUES.cmd.split('').toReversed().join(''));
});
afterAll(async () => {
  await cli.remove();
  await shop.remove();
});

const dev = () => ({
  environment: {
    FROM_ENV: { secret: 'env:TB_SECRET' },
    FROM_FILE: { secret: 'file:~/secret' },
    FROM_COMMAND: { secret: `cmd:rev ${cli.home}/reversed` },
  },
});

async function run(...words: readonly string[]) {
  const done = await cli.run(...words);
  printed += `${done.stdout}${done.stderr}`;
  return done;
}

function expectNone(text: string): void {
  for (const value of Object.values(VALUES)) expect(text.includes(value), value).toBe(false);
}

/** Command lines of every process of this machine that are seen while `work` goes on. */
async function commandLinesDuring(work: Promise<unknown>): Promise<string> {
  const seen = new Set<string>();
  const over = new AbortController();
  const done = work.finally(() => over.abort());
  while (!over.signal.aborted) {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const lines = await Promise.all(
      pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
    );
    for (const line of lines) seen.add(line.replaceAll('\0', ' '));
  }
  await done;
  return [...seen].join('\n');
}

const dataFolder = () => join(cli.home, '.local/share/twinberth');

async function filesOfHome(): Promise<Buffer> {
  const folder = dataFolder();
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const contents = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name)));
  expect(contents.length).toBeGreaterThan(0);
  return Buffer.concat(await Promise.all(contents));
}

/** The text of every log, of every kind, that a history holds. */
function unpackHistory(file: string): readonly string[] {
  const database = new Database(file, { readonly: true });
  try {
    const columns = database
      .prepare<[], { readonly tbl: string; readonly col: string }>(
        "SELECT t.name AS tbl, c.name AS col FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type = 'BLOB'",
      )
      .all();
    return columns.flatMap(({ tbl, col }) =>
      database
        .prepare<[], { readonly content: Buffer; readonly encoding: string }>(
          `SELECT ${col} AS content, encoding FROM ${tbl}`,
        )
        .all()
        .map(({ content, encoding }) => {
          const text = decompressText(content, encoding);
          if (text === undefined) throw new Error(`${tbl}.${col} cannot be unpacked`);
          return text;
        }),
    );
  } finally {
    database.close();
  }
}

describe('secrets', () => {
  it('do not come from a command that nobody agreed to', async () => {
    await shop.configure({ version: 'v1', dev: dev() });
    const refused = await run('deploy', shop.app, shop.dev, '--yes', '--json');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.json()).toMatchObject({ error: { code: 'secret.unresolved' } });
    expect(refused.stderr).toContain('nobody has agreed to this command yet, so it was not run');
    const command = `rev ${cli.home}/reversed`;
    const listed = await run('allow', shop.app, '--json');
    expect(listed.json()).toMatchObject({ pending: [{ variable: 'FROM_COMMAND', command }], allowed: [] });
    const agreed = await run('allow', shop.app, '--yes', '--json');
    expect(agreed.json()).toMatchObject({ pending: [], allowed: [{ command }] });
  });

  it('reach the app, and no command line on their way', async () => {
    const deploying = run('deploy', shop.app, shop.dev, '--json');
    const seen = await commandLinesDuring(deploying);
    expect(await deploying).toMatchObject({ code: 0 });
    expect(seen).toContain('twinberth.mjs deploy');
    expectNone(seen);
    expect(JSON.parse((await shop.get(shop.ports.dev, '/env')).body)).toMatchObject({
      FROM_ENV: VALUES.env,
      FROM_FILE: VALUES.file,
      FROM_COMMAND: VALUES.cmd,
    });
  });

  it('are on no command line of whatever else makes containers', async () => {
    await shop.configure({ version: 'v2', dev: dev(), prod: dev() });
    const active = async () => {
      const labels = { [LABEL.app]: shop.app, [LABEL.env]: shop.dev, [LABEL.role]: 'replica' };
      return (await shop.engine.containers.list(labels)).filter(({ state }) => state === 'running');
    };
    const seen: string[] = [];
    const watched = async (...words: readonly string[]) => {
      const running = run(...words, '--json');
      const lines = await commandLinesDuring(running);
      const done = await running;
      expect(done, done.stderr).toMatchObject({ code: 0 });
      expect(lines).toContain(`twinberth.mjs ${words[0] ?? ''}`);
      seen.push(lines);
    };
    await watched('build', shop.app);
    await watched('promote', shop.app, '--from', shop.dev, '--to', shop.prod, '--yes');
    await watched('deploy', shop.app, shop.dev, '--yes');
    for (const { id } of await active()) await shop.engine.containers.remove(id);
    await watched('heal', shop.app, shop.dev, '--yes');
    await watched('rollback', shop.app, shop.dev, '--yes');
    expectNone(seen.join('\n'));
    for (const port of [shop.ports.dev, shop.ports.prod])
      expect(JSON.parse((await shop.get(port, '/env')).body)).toMatchObject({ FROM_FILE: VALUES.file });
  });

  it('are references in plans, and not in labels at all', async () => {
    await shop.configure({ version: 'v1', dev: { environment: { ...dev().environment, MORE: 'plain' } } });
    const plan = await run('plan', shop.app, shop.prod, '--json');
    expect(plan).toMatchObject({ code: 0 });
    await run('plan', shop.app, shop.dev);
    const ours = { [LABEL.app]: shop.app };
    const networks = await shop.engine.networks.list({ [LABEL.version]: true });
    const labelled = {
      containers: await shop.engine.containers.list(ours),
      images: await shop.engine.images.list(ours),
      volumes: await shop.engine.volumes.list(ours),
      networks: networks.filter(({ labels }) => labels[LABEL.env] === shop.dev),
    };
    for (const [kind, things] of Object.entries(labelled)) {
      expect(things.length, kind).toBeGreaterThan(0);
      for (const { labels } of things) expectNone(JSON.stringify(labels));
    }
    expect(JSON.stringify(labelled)).toContain('env:TB_SECRET');
  });

  it('are not told by an error about one that cannot be had', async () => {
    const environment = { ...dev().environment, FROM_FILE: { secret: 'file:~/not-there' } };
    await shop.configure({ version: 'v1', dev: { environment } });
    const deployments = async () =>
      (await run('history', shop.app, '--env', shop.dev, '--json')).json()['deployments'];
    const before = await deployments();
    const done = await run('deploy', shop.app, shop.dev, '--json');
    expect(done).toMatchObject({ code: 1 });
    expect(done.json()).toMatchObject({
      error: { code: 'secret.unresolved' },
    });
    expect(await deployments()).toEqual(before);
    expect(before).toMatchObject([{ state: 'live', version: 1 }, {}, {}, {}]);
    expect(done.stderr).toMatch(
      /The secret FROM_FILE \(file:.*not-there\) cannot be had: there is no such file/,
    );
  });

  it('are not in what is kept of an app that prints them and dies', async () => {
    const command = [
      'node',
      '-e',
      'console.error(process.env); console.log(process.env.FROM_FILE); process.exit(5)',
    ];
    await shop.configure({ version: 'v1', dev: { ...dev(), command } });
    const done = await run('deploy', shop.app, shop.dev, '--json');
    expect(done).toMatchObject({ code: 1 });
    expect(done.json()).toMatchObject({ evidence: [{ exitCode: 5 }] });
    expect(JSON.stringify(done.json()['evidence'])).toContain('FROM_FILE');
    await run('history', shop.app, '--json');
    const shown = await run('show', String(done.json()['deployment']), '--json');
    expect(JSON.stringify(shown.json())).toContain('FROM_FILE');
  });

  it('are nowhere in the history, and nothing has printed them', async () => {
    expectNone(printed);
    expect(printed).toContain('env:TB_SECRET');
    const files = await filesOfHome();
    expect(files.includes('env:TB_SECRET')).toBe(true);
    for (const value of Object.values(VALUES)) expect(files.includes(value), value).toBe(false);
  });

  it('are not in what the history keeps packed, nor in what is exported of it', async () => {
    const packed = unpackHistory(join(dataFolder(), 'history.db'));
    expect(packed.length).toBeGreaterThan(2);
    // What the app printed before it died is there, its secrets taken out.
    expect(packed.join('\n')).toContain('FROM_FILE');
    expectNone(packed.join('\n'));
    const file = join(cli.home, 'history.jsonl');
    expect(await run('export', file)).toMatchObject({ code: 0 });
    const exported = await readFile(file, 'utf8');
    expect(exported).toContain('env:TB_SECRET');
    expect(exported).toContain('FROM_FILE');
    expectNone(exported);
  });

  it('lie, as references, where nobody else may look: every folder is 0700, every file 0600', async () => {
    // Under the mask of this run a file may be read by others unless whoever makes it sees to that.
    expect((await stat(join(cli.home, 'reversed'))).mode & 0o077).not.toBe(0);
    await run('backup');
    // What a context holds is remembered once it has not changed for a while.
    await run('build', shop.app);
    const paths = (await readdir(dataFolder(), { recursive: true })).map((name) => join(dataFolder(), name));
    const seen = await Promise.all(
      [dataFolder(), ...paths].map(async (path) => {
        const { mode } = await stat(path);
        return { path: path.slice(cli.home.length), kind: mode & 0o170000, mode: (mode & 0o777).toString(8) };
      }),
    );
    for (const kind of [/\/history\.db$/, /\/backups\/history-/, /\/context-cache\//])
      expect(seen.filter(({ path }) => kind.test(path)).length, String(kind)).toBeGreaterThan(0);
    const FOLDER = 0o040000;
    expect(seen.filter(({ kind, mode }) => mode !== (kind === FOLDER ? '700' : '600'))).toEqual([]);
  });
});
