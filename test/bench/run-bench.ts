import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRow } from './bench-row.ts';
import { describeRuns, type BenchResult, type BenchRun } from './bench-run.ts';
import { benchBoard } from './board.bench.ts';
import { benchContext } from './context.bench.ts';
import { benchDeployOverhead } from './deploy-overhead.bench.ts';
import { benchDrift } from './drift.bench.ts';
import { benchEdgeThroughput } from './edge-throughput.bench.ts';
import { describeMachine } from './describe-machine.ts';
import { benchFaultMatrix } from './fault-matrix.bench.ts';
import { benchFuzz } from './fuzz.bench.ts';
import { benchHistory } from './history.bench.ts';
import { benchLogView } from './log-view.bench.ts';
import { benchMemory } from './memory.bench.ts';
import { formatDocument } from './format-document.ts';
import { formatTable } from './format-table.ts';
import { benchHouseEvent } from './house-event.bench.ts';
import { benchKeptConnections } from './kept-connections.bench.ts';
import { benchLostRequests } from './lost-requests.bench.ts';
import { benchProperties } from './properties.bench.ts';
import { benchRaces } from './races.bench.ts';
import { benchReboot } from './reboot.bench.ts';
import { benchRebuild } from './rebuild.bench.ts';
import { benchRecovery } from './recovery.bench.ts';
import { MEASURED_TABLES } from './row-titles.ts';
import { benchStoppedRollback } from './stopped-rollback.bench.ts';
import { benchSwarm } from './swarm.bench.ts';
import { benchStorage } from './storage.bench.ts';
import { benchWarmRollback } from './warm-rollback.bench.ts';
import { benchWatch } from './watch.bench.ts';

/*
 * What `npm run bench` runs: every bench, or those that are named, one after another, with the engine that the set-up
 * provided. Prints one table, writes JSON, and ends with 1 when a bar was missed or a bench failed.
 */

const USAGE = 'npm run bench -- [NAME…] [--json FILE] [--markdown]';

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  'lost-requests': benchLostRequests,
  'kept-connections': benchKeptConnections,
  'deploy-overhead': benchDeployOverhead,
  'warm-rollback': benchWarmRollback,
  'stopped-rollback': benchStoppedRollback,
  swarm: benchSwarm,
  'edge-throughput': benchEdgeThroughput,
  context: benchContext,
  fuzz: benchFuzz,
  'fault-matrix': benchFaultMatrix,
  recovery: benchRecovery,
  properties: benchProperties,
  history: benchHistory,
  drift: benchDrift,
  storage: benchStorage,
  'log-view': benchLogView,
  races: benchRaces,
  rebuild: benchRebuild,
  reboot: benchReboot,
  watch: benchWatch,
  'house-event': benchHouseEvent,
  board: benchBoard,
  memory: benchMemory,
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'string' }, markdown: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) {
    console.error(`${USAGE}\nNo bench is called ${unknown.join(', ')}: ${Object.keys(BENCHES).join(', ')}`);
    return 2;
  }
  const before = await describeMachine();
  console.error(describeRuns([before]));
  const results: BenchResult[] = [];
  for (const [name, bench] of Object.entries(BENCHES))
    if (positionals.length === 0 || positionals.includes(name)) results.push(await run(name, bench));
  const rows = results.flatMap((result) => result.rows);
  const machine = describeRuns([before]);
  console.log(`\n${values.markdown ? formatMarkdown(rows, machine) : formatTable(rows, machine)}`);
  await writeJson(values.json ?? '.twinberth-test/bench.json', { ...before, results });
  return report(results, rows);
}

/** What was measured of each document's table, as it stands there. */
function formatMarkdown(rows: readonly BenchRow[], machine: string): string {
  const measured = new Set(rows.map(({ name }) => name));
  return MEASURED_TABLES.filter(({ titles }) => titles.some((title) => measured.has(title)))
    .map(({ path, titles }) => `${path}:\n\n${formatDocument(titles, rows, machine)}\n`)
    .join('\n');
}

async function run(name: string, bench: () => Promise<readonly BenchRow[]>): Promise<BenchResult> {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  try {
    const rows = await bench();
    console.error(`${name}: ${seconds()} s`);
    return { bench: name, seconds: seconds(), rows };
  } catch (error) {
    console.error(`${name} failed after ${seconds()} s:`, error);
    return { bench: name, seconds: seconds(), rows: [], failure: String(error) };
  }
}

async function writeJson(file: string, content: BenchRun): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}

function report(results: readonly BenchResult[], rows: readonly BenchRow[]): number {
  const missed = rows.filter((row) => row.ok === false);
  const failed = results.filter((result) => result.failure !== undefined);
  for (const row of missed) console.error(`missed: ${row.name}`);
  for (const { bench, failure = '' } of failed) console.error(`failed: ${bench}: ${failure}`);
  return missed.length + failed.length === 0 ? 0 : 1;
}
