import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CONTRACT,
  type CallInput,
  type CallName,
  type StreamName,
} from '../../../shared/contract/contract.ts';
import { connectByLink, enter } from '../../support/serve/enter.ts';
import { startServing, type Serving } from '../../support/serve/start-serving.ts';
import type { WireClient } from '../../support/serve/wire-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from '../cli/command-line.ts';

/** Unlike anything else on this machine, so that finding one of them anywhere is a leak. */
const VALUES = { env: 'served-env-3c71d9', file: 'served-file-a02be4', cmd: 'served-cmd-77e1f0' };
/** What nobody can tell from the rest: an app's own words, and a machine's folders. */
const NOT_ASKED = ['logs.follow', 'folders.list', 'hosts.search', 'hosts.try'];

let shop: Workshop;
let cli: CommandLine;
let serving: Serving;
let client: WireClient;
/** Every query and stream that was asked for. */
const asked = new Set<string>();
let streams = 0;
let host: string;

beforeAll(async () => {
  shop = await openWorkshop();
  cli = await openCommandLine(shop, { TB_SECRET: VALUES.env });
  await writeFile(join(cli.home, 'secret'), `${VALUES.file}\n`, { mode: 0o600 });
  // Reversed, so that the file may lie in the folder that is searched.
  await writeFile(join(cli.home, 'reversed'), VALUES.cmd.split('').toReversed().join(''));
  await shop.configure({ version: 'v1', dev: { environment: secrets() } });
  expect(await cli.run('app', 'add', '.')).toMatchObject({ code: 0 });
  serving = await startServing(cli.env, { cwd: shop.folder });
  client = await connectByLink(serving.url);
  host = (await get('house.get', {})).hosts[0]?.name ?? '';
});
afterAll(async () => {
  client.terminate();
  await serving.stop();
  await cli.remove();
  await shop.remove();
});

const secrets = () => ({
  FROM_ENV: { secret: 'env:TB_SECRET' },
  FROM_FILE: { secret: 'file:~/secret' },
  FROM_COMMAND: { secret: `cmd:rev ${cli.home}/reversed` },
});
const app = () => ({ app: shop.app });
const place = () => ({ app: shop.app, environment: shop.dev });

function get<N extends CallName>(name: N, input: CallInput<N>) {
  asked.add(name);
  return client.get(name, input);
}

/** All that a stream tells; what that is has been heard then. */
async function listen<N extends StreamName>(name: N, input: CallInput<N>): Promise<void> {
  asked.add(name);
  streams += 1;
  const id = streams;
  client.send({ type: 'open', id, name, input });
  let acknowledged = 0;
  const acknowledge = setInterval(() => {
    const items = client.heard.filter((message) => message.type === 'item' && message.id === id).length;
    for (; acknowledged < items; acknowledged += 1) client.send({ type: 'ack', id });
  }, 20);
  try {
    expect((await client.hear('end', (end) => end.id === id)).error).toBeUndefined();
  } finally {
    clearInterval(acknowledge);
  }
}

/** Resolves with the operation once it has ended. */
async function perform(name: 'releases.build' | 'deployments.start', input: CallInput<typeof name>) {
  const { operation } = await client.get(name, input);
  await listen('operations.follow', { operation });
  await expect
    .poll(() => get('operations.get', { operation }), { timeout: 60_000 })
    .not.toMatchObject({
      state: 'running',
    });
  return get('operations.get', { operation });
}

function expectNone(content: string | Buffer): void {
  for (const value of Object.values(VALUES)) expect(content.includes(value), value).toBe(false);
}

describe('what a window is told', () => {
  test('of an app whose secrets are allowed, deployed and looked at from every side', async () => {
    const command = `rev ${cli.home}/reversed`;
    expect(await get('secrets.pending', app())).toMatchObject([{ command }]);
    await client.get('secrets.allow', { ...app(), commands: [command] });
    expect(await perform('releases.build', app())).toMatchObject({ state: 'done' });
    await get('deployments.plan', { kind: 'deploy', ...place() });
    expect(await perform('deployments.start', { kind: 'deploy', ...place() })).toMatchObject({
      state: 'done',
    });
    const { body } = await shop.get(shop.ports.dev, '/env');
    expect(JSON.parse(body)).toMatchObject({
      FROM_ENV: VALUES.env,
      FROM_FILE: VALUES.file,
      FROM_COMMAND: VALUES.cmd,
    });
    await lookAround();
    expectNone(JSON.stringify(client.heard));
    expect(JSON.stringify(client.heard)).toContain('env:TB_SECRET');
  });

  test('of one that prints them and dies, and of one that cannot be had', async () => {
    const say = 'console.error(process.env); console.log(process.env.FROM_FILE); process.exit(5)';
    const environment = secrets();
    await shop.configure({ version: 'v1', dev: { environment, command: ['node', '-e', say] } });
    expect(await perform('deployments.start', { kind: 'deploy', ...place() })).toMatchObject({
      state: 'failed',
    });
    await shop.configure({
      version: 'v1',
      dev: { environment: { ...environment, FROM_FILE: { secret: 'file:~/not-there' } } },
    });
    expect(await perform('deployments.start', { kind: 'deploy', ...place() })).toMatchObject({
      error: { code: 'secret.unresolved' },
    });
    await lookAround();
    const heard = JSON.stringify(client.heard);
    expect(heard).toContain('FROM_FILE');
    expectNone(heard);
  });

  test('is everything that a window can ask', () => {
    const askable = Object.entries(CONTRACT).filter(([, { kind }]) => kind === 'query' || kind === 'stream');
    const missing = askable
      .map(([name]) => name)
      .filter((name) => !asked.has(name) && !NOT_ASKED.includes(name));
    expect(missing).toEqual([]);
  });
});

/** What every screen asks for. */
async function lookAround(): Promise<void> {
  await get('house.get', {});
  await get('apps.get', app());
  await get('apps.inspect', { directory: shop.folder });
  const text = await readFile(join(shop.folder, 'twinberth.yaml'), 'utf8');
  await get('apps.check', { directory: shop.folder, text });
  await get('secrets.pending', app());
  await get('health.changes', app());
  await get('health.traffic', { ...place(), host, span: 'recent' });
  await get('drift.scan', app());
  await get('storage.plan', {});
  await get('doctor.run', {});
  await get('promotions.check', { ...app(), from: shop.dev });
  await get('rollbacks.preview', place());
  const { rows } = await get('history.page', {});
  const ids = rows.flatMap((row) => (row.kind === 'build' || row.kind === 'approval' ? [] : row.id));
  const [first = ''] = ids;
  for (const id of ids) await get('deployments.get', { id });
  await get('deployments.compare', { a: first, b: ids.at(-1) ?? first });
  for (const format of ['json', 'csv'] as const) await listen('history.export', { format });
  await get('hosts.check', { name: host });
  await get('hosts.usage', { name: host });
  await get('notices.list', {});
  await get('preferences.get', {});
  await get('settings.list', {});
  await get('releases.list', app());
  await get('releases.compare', { ...app(), from: 1, to: 1 });
  const { buildLog } = await get('releases.get', { ...app(), version: 1 });
  await get('builds.list', app());
  await get('builds.log', { id: buildLog ?? '' });
}

describe('what is kept', () => {
  test('is without them in answers over HTTP, and in what the server printed', async () => {
    const cookie = await enter(serving.url);
    for (const path of ['/', '/session', '/nothing-there']) {
      const answer = await fetch(`${serving.origin}${path}`, { headers: { cookie } });
      expectNone(`${JSON.stringify([...answer.headers])}${await answer.text()}`);
    }
    expectNone(serving.printed());
  });

  test('is without them in exports, copies, and every file of the home', async () => {
    const folder = join(cli.home, 'kept');
    await mkdir(folder);
    expect(await cli.run('export', join(folder, 'history.jsonl'))).toMatchObject({ code: 0 });
    expect(await cli.run('backup', join(folder, 'backup.db'))).toMatchObject({ code: 0 });
    // Packed in the database, what replicas said is plain here.
    expect(await readFile(join(folder, 'history.jsonl'), 'utf8')).toContain('FROM_FILE');
    const files = (await readdir(cli.home, { recursive: true, withFileTypes: true }))
      .filter((file) => file.isFile() && file.name !== 'secret')
      .map((file) => join(file.parentPath, file.name));
    for (const name of ['history.jsonl', 'backup.db', 'history.db'])
      expect(
        files.some((file) => file.endsWith(`/${name}`)),
        name,
      ).toBe(true);
    for (const file of files) expectNone(await readFile(file));
  });
});
