import { startLoad, type LoadResult, type Span } from '../load-client.ts';
import { watchTogether } from '../watch-together.ts';
import { checkPlacement } from './check-placement.ts';
import { strikeWith, type Fault } from './faults.ts';
import { POINTS, type JournalPoint, type JournalStep } from './journal-point.ts';
import type { Operation } from './operations.ts';
import type { Stage } from './stage.ts';

export interface Cell {
  readonly operation: Operation;
  readonly point: JournalPoint;
  readonly fault: Fault;
}

/** What the engine runs has to be answering again this long after the engine does, milliseconds. */
const BACK_AGAIN_MS = 5_000;
/** The edge's checks of what came back take a few of their intervals. */
const WELL_AGAIN_MS = 20_000;

export interface CellResult {
  /** What is not as it must be; empty: the cell has passed. */
  readonly wrong: readonly string[];
  /** How long those who came next worked until the placement was settled, waiting for a bake's end apart, milliseconds. */
  readonly settlingMs: number;
  /** Where the engine was away: from its answer until no request was lost any more, milliseconds. */
  readonly backMs?: number;
}

/** Every point of the journal of an operation, with every fault: generated from its plan, so that no step can be forgotten. */
export function cellsOf(
  operation: Operation,
  steps: readonly JournalStep[],
  faults: readonly Fault[],
): readonly Cell[] {
  // The lock is journalled once it is held, when there is a deployment to journal it for: nothing can strike inside it.
  return steps
    .filter((step) => step !== 'lock')
    .flatMap((step) =>
      POINTS.flatMap((at) => faults.map((fault) => ({ operation, point: { step, at }, fault }))),
    );
}

export function nameOf({ operation, point, fault }: Cell): string {
  return `${operation.name}, ${fault} when ${point.step} was ${point.at}`;
}

/** Performs the operation, lets the fault strike, lets whoever comes next settle, and looks at what is there then. */
export async function runCell(stage: Stage, { operation, point, fault }: Cell): Promise<CellResult> {
  const { shop } = stage;
  const environment = operation.into === 'dev' ? shop.dev : shop.prod;
  const port = shop.ports[operation.into];
  const load = startLoad({ host: shop.address, port, clients: 2 });
  const writers = operation.singleWriter === true ? watchTogether(shop, environment) : undefined;
  try {
    const { problems, outage } = await strikeWith[fault](stage, operation, point);
    const settlingMs = await settleAll(stage);
    const settledAt = performance.now();
    const mayBeEmpty = operation.losses === 'unserved';
    const check = () => checkPlacement(shop, environment, port, mayBeEmpty);
    const placed = [...(outage === undefined ? await check() : await untilRight(check))];
    const lost = await load.stop();
    const together = (await writers?.stop()) ?? 0;
    if (together > 1) placed.push(`${together} replicas ran at once, with one volume`);
    const wrong = [...problems, ...placed, ...judgeLost(lost, operation, { settledAt, outage })];
    return { wrong, settlingMs, ...(outage === undefined ? {} : { backMs: backAfter(lost, outage) }) };
  } catch (error) {
    await load.stop();
    await writers?.stop();
    return { wrong: [`it could not be settled: ${String(error)}`], settlingMs: NaN };
  }
}

async function untilRight(check: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const deadline = performance.now() + WELL_AGAIN_MS;
  for (;;) {
    const wrong = await check();
    if (wrong.length === 0 || performance.now() > deadline) return wrong;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Excuses {
  /** By when what a plan announced is over. */
  readonly settledAt: number;
  readonly outage: Span | undefined;
}

/** Without its engine nothing answers; beside that no request may be lost but those that the operation announces. */
function judgeLost(
  { failures, failed }: LoadResult,
  { losses }: Operation,
  { settledAt, outage }: Excuses,
): readonly string[] {
  if (losses === 'unserved') return [];
  const excused = ({ from, to }: Span) =>
    (losses === 'announced' && from <= settledAt) ||
    (outage !== undefined && to >= outage.from && from <= outage.to + BACK_AGAIN_MS);
  const lost = failures.filter((_, index) => !failed.slice(index, index + 1).every(excused));
  return lost.length === 0 ? [] : [`${lost.length} requests were lost: ${[...new Set(lost)].join(', ')}`];
}

function backAfter({ failed }: LoadResult, outage: Span): number {
  return Math.max(0, ...failed.map(({ from }) => from - outage.to));
}

/** As commands that follow would: until nothing is due and nothing is left over. Returns the time spent in them. */
async function settleAll({ shop }: Stage): Promise<number> {
  const deadline = performance.now() + 30_000;
  let spentMs = 0;
  for (;;) {
    const began = performance.now();
    const settled = await shop.core.settle();
    spentMs += performance.now() - began;
    const unfinished = shop.core.deployments.page({ app: shop.app, states: ['running', 'baking'] });
    if (unfinished.length === 0 && settled.every((each) => each.what !== 'waiting')) return spentMs;
    if (performance.now() > deadline)
      throw new Error(settled.map((each) => each.text).join(' ') || 'still unfinished after 30 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
