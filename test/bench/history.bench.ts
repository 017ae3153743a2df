import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createCore } from '../../electron/core/create-core.ts';
import { openStores } from '../../electron/core/db/open-stores.ts';
import type { DeploymentsStore, Stores } from '../../electron/core/db/stores.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { randomIds } from '../../electron/core/runtime/ids.ts';
import { dataPaths } from '../../electron/core/runtime/paths.ts';
import { deployment, receipt } from '../unit/db/sample-rows.ts';
import type { BenchRow } from './bench-row.ts';
import { fillHistory, PLACEMENTS } from './fill-history.ts';
import type { Placement } from './fill-history.ts';
import { atMost } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';
import { median as middle } from './statistics.ts';

const DEPLOYMENTS = 1_000_000;
const PAGE = 50;
const ROUNDS = 41;

/**
 * The history with a million deployments: opening it, pages of 50 by keyset, and the latest of every placement. Every
 * value is a median over `ROUNDS`, in milliseconds; a page is what a caller gets, JSON parsed. Takes a minute or two and
 * about 2 GB in the temporary folder.
 */
export async function benchHistory(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-bench-'));
  const path = dataPaths(folder, process.platform).database;
  try {
    const open = () => openStores(path, { clock: systemClock, ids: randomIds });
    open().close();
    const filling = timed(() => fillHistory(path, DEPLOYMENTS));
    const megabytes = Math.round(statSync(path).size / 1e6);

    const start = await measureStart(folder);
    const stores = open();
    const rows = [...measureQueries(stores), measureWriting(stores)];
    stores.close();
    return [
      atMost(300, {
        name: README_ROWS.coreStart,
        value: start,
        unit: 'ms',
        note: `createCore, and what every command settles first; file of ${megabytes} MB, filled in ${Math.round(filling / 1000)} s`,
      }),
      measureCommand(folder),
      ...rows,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureStart(folder: string): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const core = createCore({
      env: environmentOf(folder),
      platform: process.platform,
      home: folder,
      via: 'core',
    });
    await core.settle();
    all.push(performance.now() - began);
    await core.close();
  }
  return Number(middle(all).toFixed(2));
}

/** The whole of a command: Node's own start, the loading of the program, the history, and the end. */
function measureCommand(folder: string): BenchRow {
  const program = fileURLToPath(new URL('../../electron/cli/twinberth.mjs', import.meta.url));
  const show = () =>
    execFileSync(process.execPath, [program, 'history', '--limit', '20', '--json'], {
      env: environmentOf(folder),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  // The first one fills Node's cache of compiled code.
  show();
  const value = median(5, () => timed(show));
  return { name: 'history: `twinberth history --limit 20`, the whole process', value, unit: 'ms' };
}

function environmentOf(folder: string): Readonly<Record<string, string>> {
  return { PATH: process.env['PATH'] ?? '', HOME: folder, TWINBERTH_HOME: folder };
}

function measureQueries({ deployments }: Stores): BenchRow[] {
  const deep = thousandth(deployments);
  const queries: readonly (readonly [string, () => unknown])[] = [
    [README_ROWS.firstPage, () => deployments.page({}, { limit: PAGE })],
    [README_ROWS.deepPage, () => deployments.page({}, { limit: PAGE, before: deep })],
    [
      'history: page 1,000 of one app',
      () => deployments.page({ app: 'app-0' }, { limit: PAGE, before: deep }),
    ],
    [
      'history: page 1,000 of two states',
      () => deployments.page({ states: ['failed', 'superseded'] }, { limit: PAGE, before: deep }),
    ],
    [README_ROWS.latest, () => PLACEMENTS.map(latestOf(deployments))],
    [
      'history: previous good of one placement',
      () => deployments.previousGood('app-0', 'prod', 'h1', DEPLOYMENTS),
    ],
  ];
  return queries.map(([name, query]) =>
    atMost(10, { name, value: median(ROUNDS, () => timed(query)), unit: 'ms' }),
  );
}

/** What a deployment of six steps costs in the history, every commit included. */
function measureWriting({ deployments }: Stores): BenchRow {
  const write = () => {
    const { id } = deployments.begin(deployment({ id: randomIds.next(), app: 'app-0', release: 'r-0' }));
    for (let step = 0; step < 6; step++) {
      deployments.beginStep(id, step, 'switch', Date.now());
      deployments.endStep(id, step, { state: 'done', durationMs: 1 });
    }
    deployments.update(id, { state: 'live', endedAt: Date.now(), durationMs: 1, receipt });
  };
  const value = median(ROUNDS, () => timed(write));
  return { name: 'history: writing one deployment with six steps', value, unit: 'ms' };
}

/** Where page 1,000 begins, found as a reader gets there: page by page. */
function thousandth(deployments: DeploymentsStore): number {
  let before = DEPLOYMENTS + 1;
  for (let page = 1; page < 1000; page++) {
    const last = deployments.page({}, { limit: PAGE, before }).at(-1);
    if (!last) throw new Error(`the history ends at page ${page}`);
    before = last.sequence;
  }
  return before;
}

function latestOf(deployments: DeploymentsStore) {
  return ({ app, environment, host }: Placement) => {
    const latest = deployments.latest(app, environment, host);
    if (!latest) throw new Error(`nothing is recorded of ${app} in ${environment}`);
    return latest;
  };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(rounds: number, measure: () => number): number {
  return Number(middle(Array.from({ length: rounds }, measure)).toFixed(2));
}
