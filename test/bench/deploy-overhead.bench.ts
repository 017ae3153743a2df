import type { DeploymentOutcome } from '../../electron/core/core.ts';
import type { BenchRow } from './bench-row.ts';
import { openBenchShop, timeToTraffic, type BenchApp, type BenchShop } from './bench-shop.ts';
import { atMost } from './judge-row.ts';
import { startInNetwork, startRaw, type RawStart } from './raw-container.ts';
import { median, medianRatio } from './statistics.ts';
import { TINY_APP } from './tiny-app.ts';

const ROUNDS = 16;

/** The standby of the swap before has been stopped by then, as it has in everyday use. */
const STOPPED = { warmFor: '0s' };

const APPS: readonly (readonly [string, BenchApp])[] = [
  ['Node sample app', { path: '/', config: STOPPED }],
  ['BusyBox httpd', { ...TINY_APP, config: STOPPED }],
];

/**
 * From the call of the core until a client was first answered by the new version, over create + start + first good answer
 * of the same image through a published port of the same engine, in turns. Both are seen by the same kind of client.
 */
export async function benchDeployOverhead(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, app] of APPS) rows.push(await measure(name, app));
  return rows;
}

interface Round {
  readonly ours: number;
  readonly outcome: DeploymentOutcome;
  readonly raw: RawStart;
  /** Start alone of the same image in the placement's network. */
  readonly inNetworkMs: number;
}

async function measure(name: string, app: BenchApp): Promise<BenchRow> {
  const shop = await openBenchShop(app);
  try {
    const rounds: Round[] = [];
    // The first pair only warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const measured = await measureRound(shop, app.path, round % 2 === 0 ? 2 : 1, round % 2 === 0);
      if (round > 0) rounds.push(measured);
    }
    return atMost(1.5, {
      name: `deploy of a built image until traffic is on it / raw start, ${name}`,
      value: medianRatio(rounds.map(({ ours, raw }) => [ours, raw.totalMs])),
      unit: 'ratio',
      note: nameTheParts(rounds),
    });
  } finally {
    await shop.remove();
  }
}

async function measureRound(
  shop: BenchShop,
  path: string,
  version: number,
  oursFirst: boolean,
): Promise<Round> {
  const app = await shop.raw(version);
  const { core } = shop.workshop;
  const deploy = () =>
    timeToTraffic(shop, path, version, (onProgress) =>
      core.deployments.deploy({ ...shop.place, version, onProgress }),
    );
  const before = oursFirst ? undefined : await startRaw(app);
  const { ms, outcome } = await deploy();
  const raw = before ?? (await startRaw(app));
  const inNetworkMs = await startInNetwork(app, `twinberth-${shop.workshop.dev}`);
  return { ours: ms, outcome, raw, inNetworkMs };
}

/** Where the time goes, step by step, beside what the engine needs anyway. */
function nameTheParts(rounds: readonly Round[]): string {
  const ms = (pick: (round: Round) => number) => Math.round(median(rounds.map(pick)));
  const untilSwitch = rounds[0]?.outcome.steps.map((step) => step.name) ?? [];
  const steps = untilSwitch
    .slice(0, untilSwitch.indexOf('switch') + 1)
    .map(
      (name) =>
        `${name} ${ms(({ outcome }) => outcome.steps.find((step) => step.name === name)?.durationMs ?? 0)}`,
    );
  const raw = [
    `create ${ms(({ raw }) => raw.createMs)}`,
    `start ${ms(({ raw }) => raw.startMs)}`,
    `first answer ${ms(({ raw }) => raw.totalMs - raw.createMs - raw.startMs)}`,
  ];
  const network = ms(({ raw, inNetworkMs }) => inNetworkMs - raw.startMs);
  return `${ms(({ ours }) => ours)} ms (${steps.join(', ')}) / ${ms(({ raw }) => raw.totalMs)} ms (${raw.join(', ')}); of the start, ${network} ms are the engine's for a network of its own`;
}
