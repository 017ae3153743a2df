import type { Plan } from '../../../shared/model/plan.ts';
import { startLoad } from '../load-client.ts';
import { checkPlacement } from './check-placement.ts';
import { strikeWith, type Fault } from './faults.ts';
import { POINTS, type JournalPoint } from './journal-point.ts';
import type { Operation } from './operations.ts';
import type { Stage } from './stage.ts';

export interface Cell {
  readonly operation: Operation;
  readonly point: JournalPoint;
  readonly fault: Fault;
}

export interface CellResult {
  /** What is not as it must be; empty: the cell has passed. */
  readonly wrong: readonly string[];
  /** How long those who came next worked until the placement was settled, waiting for a bake's end apart, milliseconds. */
  readonly settlingMs: number;
}

/** Every point of the journal of an operation, with every fault: generated from its plan, so that no step can be forgotten. */
export function cellsOf(operation: Operation, plan: Plan, faults: readonly Fault[]): readonly Cell[] {
  // The lock is journalled once it is held, when there is a deployment to journal it for: nothing can strike inside it.
  const steps = plan.steps.filter((step) => step.name !== 'lock');
  return steps.flatMap((step) =>
    POINTS.flatMap((at) => faults.map((fault) => ({ operation, point: { step: step.name, at }, fault }))),
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
  try {
    const problems = await strikeWith[fault](stage, operation, point);
    const settlingMs = await settleAll(stage);
    const { failures } = await load.stop();
    const wrong = [...problems, ...(await checkPlacement(shop, environment, port))];
    // Replacing the edge refuses connections, as its plan announces; in nothing else may a request be lost.
    if (failures.length > 0 && operation.name !== 'edge replacement')
      wrong.push(`${failures.length} requests were lost: ${[...new Set(failures)].join(', ')}`);
    return { wrong, settlingMs };
  } catch (error) {
    await load.stop();
    return { wrong: [`it could not be settled: ${String(error)}`], settlingMs: NaN };
  }
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
