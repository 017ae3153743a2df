import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoRun } from '../support/demo/demo-record.mjs';
import { recordsOfImages } from '../support/engine/builder-records.mjs';
import { engineMust } from '../support/engine/engine-call.mjs';
import { testEngine } from '../support/test-engine.ts';

const BOOTSTRAP = join(import.meta.dirname, '../support/bootstrap.mjs');
const engine = testEngine();

let state: string;
beforeEach(() => {
  state = join(tmpdir(), `twinberth-${randomBytes(4).toString('hex')}`);
});
afterEach(async () => {
  await demo('--clean');
});

test(
  'the demo loses no request, leaves the app running, and goes without a trace',
  { timeout: 240_000 },
  async () => {
    const before = await recordsOfImages(engine.endpoint);
    const played = await demo();
    expect(played.output).toContain('No request was lost');
    expect(played.exitCode).toBe(0);
    expect(played.output).toContain('GREETING_SERVICE is missing');
    const prod = /^ {2}prod\S* +(http:\S+)$/m.exec(played.output)?.[1] ?? 'no address was printed';
    expect(await (await fetch(prod)).json()).toMatchObject({ version: 'v1', greeting: 'from prod' });
    expect(played.output).toMatch(/^ {2}npm --prefix \S+ start$/m);
    expectTables(played.output);
    expect(await countMade()).toBeGreaterThan(0);

    const records = (await recordsOfImages(engine.endpoint)).filter((id) => !before.includes(id));
    const cleaned = await demo('--clean');
    expect(cleaned.exitCode).toBe(0);
    expect(await countMade()).toBe(0);
    expect(existsSync(`${state}-demo`)).toBe(false);
    expect(records).not.toEqual([]);
    expect(await recordsLeft(records)).toEqual([]);
  },
);

test('an interrupted demo says how to take away what it made', { timeout: 120_000 }, async () => {
  const child = start([]);
  const ended = Promise.all([once(child, 'close') as Promise<[number | null]>, text(child.stdout)]);
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes('1 of 1 ready')) child.kill('SIGTERM');
  });
  const [[exitCode], output] = await ended;
  expect(exitCode).toBe(130);
  expect(output).toContain('The demo was interrupted.');
  expect(output).toContain('npm run demo -- --clean');
  expect((await demo('--clean')).exitCode).toBe(0);
  expect(await countMade()).toBe(0);
});

/** What it cost, at the end: eight deployments with what each lost, and the times of their steps. */
function expectTables(output: string): void {
  const costs = tableOf(output, /^ *# +WHAT +RELEASE/);
  expect(costs.map(({ WHAT = '' }) => WHAT.split(' ')[0])).toEqual([
    'deploy',
    'promote',
    'deploy',
    'promote',
    'deploy',
    'rollback',
    'promote',
    'rollback',
  ]);
  const duration = /^\d+(\.\d+)? (ms|s)$/;
  for (const row of costs.slice(2)) {
    expect(Number(row['REQUESTS'])).toBeGreaterThan(0);
    expect(row['LONGEST GAP']).toMatch(duration);
  }
  // The first two had nobody asking yet; the one with the broken version never served.
  expect(costs.map((row) => row['LOST'])).toEqual(['-', '-', '0', '0', '0', '0', '0', '0']);
  expect(costs.map((row) => row['SERVING AFTER'] === 'never').indexOf(true)).toBe(4);
  for (const row of costs.filter(({ WHAT = '' }) => WHAT.startsWith('rollback')))
    expect(row['SEEN AFTER']).toMatch(duration);
  const steps = tableOf(output, /^ *# +LOCK/);
  expect(steps).toHaveLength(8);
  for (const { LOCK = '' } of steps) expect(LOCK).toMatch(duration);
  expect(steps.filter(({ SWITCH = '' }) => duration.test(SWITCH))).toHaveLength(7);
  expect(minutes(/^ *All of it took (.+)\.$/m.exec(output)?.[1])).toBeLessThan(3);
}

/** The rows of a table by its titles, which begin, or end, where their columns do; of two with one title, the last. */
function tableOf(output: string, titles: RegExp): readonly Readonly<Record<string, string>>[] {
  const lines = output.split('\n');
  const first = lines.findIndex((line) => titles.test(line));
  if (first < 0) throw new Error(`no table begins with ${String(titles)}`);
  const last = lines.findIndex((line, index) => index > first && line.trim() === '');
  const columns = [...(lines[first] ?? '').matchAll(/\S+( \S+)*/g)];
  return lines.slice(first + 1, last).map((line) => {
    const cells = [...line.matchAll(/\S+( \S+)*/g)];
    return Object.fromEntries(
      columns.map(({ 0: title, index }) => {
        const ends = index + title.length;
        const cell = cells.find(
          ({ 0: text, index: begins }) => begins === index || begins + text.length === ends,
        );
        return [title, cell?.[0] ?? ''];
      }),
    );
  });
}

/** Of what the command line calls a duration: `52.3 s`, `1 min 04 s`. */
function minutes(duration = 'not told'): number {
  const [, whole = '0', seconds] = /^(?:(\d+) min )?([\d.]+) s$/.exec(duration) ?? [];
  return Number(whole) + Number(seconds) / 60;
}

async function demo(...args: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  const child = start(args);
  const [[exitCode], output] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout),
  ]);
  return { exitCode, output };
}

/** As `npm run demo` starts it, on the engine of the tests and with a place of its own. */
function start(args: readonly string[]) {
  return spawn(process.execPath, [BOOTSTRAP, 'demo', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      TWINBERTH_TEST_STATE: state,
      TWINBERTH_TEST_ENGINE: engine.endpoint,
      TWINBERTH_TEST_ADDRESS: engine.address,
    },
  });
}

/** Containers, networks and images on the engine that carry the demo's label; the fixture images are the tests' own. */
async function countMade(): Promise<number> {
  const filters = encodeURIComponent(
    JSON.stringify({ label: [`dev.twinberth.run=${demoRun(`${state}-demo`)}`] }),
  );
  const lists = await Promise.all(
    ['/containers/json?all=1&', '/networks?', '/images/json?all=1&'].map(
      (path) => engineMust(engine.endpoint, 'GET', `${path}filters=${filters}`) as Promise<unknown[]>,
    ),
  );
  return lists.flat().length;
}

/** Of these records of the builder, those that alone keep the layers of an image on disk that is gone. */
async function recordsLeft(ids: readonly string[]): Promise<readonly string[]> {
  const { BuildCache } = (await engineMust(engine.endpoint, 'GET', '/system/df')) as {
    BuildCache: readonly { readonly ID: string; readonly Parent?: string; readonly Shared: boolean }[] | null;
  };
  const records = BuildCache ?? [];
  // What somebody else's record was made on top of cannot go before that one.
  const needed = new Set(records.map(({ Parent }) => Parent));
  return records
    .filter(({ ID, Shared }) => !Shared && ids.includes(ID) && !needed.has(ID))
    .map(({ ID }) => ID);
}
