import type { DeploymentOutcome } from '../../electron/core/core.ts';
import type { BenchRow } from './bench-row.ts';
import { openBenchShop, timeToTraffic, type BenchApp, type BenchShop } from './bench-shop.ts';
import { atMost } from './judge-row.ts';
import { startInNetwork, startRaw, type RawStart } from './raw-container.ts';
import { README_ROWS } from './row-titles.ts';
import { median, medianRatio } from './statistics.ts';
import { TINY_APP } from './tiny-app.ts';

const ROUNDS = 16;

/** The standby of the swap before has been stopped by then, as it has in everyday use. */
const STOPPED = { warmFor: '0s' };

const NODE: BenchApp = { path: '/', config: STOPPED };
const BUSYBOX: BenchApp = { ...TINY_APP, config: STOPPED };

/**
 * From the call of the core until a client was first answered by the new version, over create + start + first good answer
 * of the same image through a published port of the same engine, in turns. Both are seen by the same kind of client.
 */
export async function benchDeployOverhead(): Promise<BenchRow[]> {
  return [
    await measure(README_ROWS.deployNode, 'Node', NODE),
    await measure(README_ROWS.deployBusybox, 'BusyBox', BUSYBOX),
  ];
}

interface Round {
  readonly ours: number;
  readonly outcome: DeploymentOutcome;
  readonly raw: RawStart;
  /** Start alone of the same image in the placement's network. */
  readonly inNetworkMs: number;
}

async function measure(name: string, short: string, app: BenchApp): Promise<BenchRow> {
  const shop = await openBenchShop(app);
  try {
    const rounds: Round[] = [];
    // The first pair only warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const measured = await measureRound(shop, app.path, round % 2 === 0 ? 2 : 1, round % 2 === 0);
      if (round > 0) rounds.push(measured);
    }
    const parts = partsOf(rounds);
    const networkMs = Math.round(median(rounds.map(({ raw, inNetworkMs }) => inNetworkMs - raw.startMs)));
    return atMost(1.5, {
      name,
      value: medianRatio(rounds.map(({ ours, raw }) => [ours, raw.totalMs])),
      unit: 'ratio',
      note: noteOf(parts, networkMs),
      below: belowOf(short, parts, networkMs),
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

/** Where the time of one round goes, so that its parts add up, in whole milliseconds. */
interface Parts {
  readonly ours: number;
  readonly steps: readonly (readonly [name: string, ms: number])[];
  /** Of the switch until the client was answered, before its verification ends; and between the steps. */
  readonly rest: number;
  readonly raw: number;
  readonly rawParts: readonly (readonly [name: string, ms: number])[];
}

/** Of the round whose ratio is the one in the middle. */
function partsOf(rounds: readonly Round[]): Parts {
  const sorted = rounds.toSorted((a, b) => a.ours / a.raw.totalMs - b.ours / b.raw.totalMs);
  const middle = sorted[sorted.length >> 1];
  if (middle === undefined) throw new Error('no round was measured');
  const { ours, outcome, raw } = middle;
  const names = outcome.steps.map(({ name }) => name);
  const steps = outcome.steps
    .slice(0, names.indexOf('switch'))
    .map(({ name, durationMs = 0 }) => [name, Math.round(durationMs)] as const);
  const started = [Math.round(raw.createMs), Math.round(raw.startMs)] as const;
  const answer = Math.round(raw.totalMs) - started[0] - started[1];
  return {
    ours: Math.round(ours),
    steps,
    rest: Math.round(ours) - steps.reduce((sum, [, ms]) => sum + ms, 0),
    raw: Math.round(raw.totalMs),
    rawParts: [
      ['create', started[0]],
      ['start', started[1]],
      ['first answer', answer],
    ],
  };
}

function noteOf({ ours, steps, rest, raw, rawParts }: Parts, networkMs: number): string {
  return (
    `the round in the middle: ${ours} ms (${list(steps)}, switch and between the steps ${rest}) / ` +
    `${raw} ms (${list(rawParts)}); of the start, ${networkMs} ms are the engine's for a network of its own`
  );
}

function belowOf(name: string, { ours, steps, rest, raw, rawParts }: Parts, networkMs: number): string {
  return (
    `Where the time goes, ${name}, in the round whose ratio is in the middle: of ${ours} ms ${list(steps)}, and ` +
    `${rest} for the switch until a client was answered and between the steps; of the raw start's ${raw} ms ${list(rawParts)}. ` +
    `Of a start of ours, the engine takes ${networkMs} ms for a network of its own, which a raw start has not.`
  );
}

function list(parts: readonly (readonly [name: string, ms: number])[]): string {
  return parts.map(([name, ms]) => `${name} ${ms}`).join(', ');
}
