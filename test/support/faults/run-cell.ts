import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Plan } from '../../../shared/model/plan.ts';
import { startLoad } from '../load-client.ts';
import type { Workshop } from '../workshop.ts';
import { checkPlacement } from './check-placement.ts';
import type { EngineRelay } from './engine-relay.ts';
import { POINTS, strikeAt, type JournalPoint } from './journal-point.ts';
import type { Operation } from './operations.ts';

export const FAULTS = ['killed', 'engine cut'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Cell {
  readonly operation: Operation;
  readonly point: JournalPoint;
  readonly fault: Fault;
}

/** Every point of the journal of an operation, with every fault: generated from its plan, so that no step can be forgotten. */
export function cellsOf(operation: Operation, plan: Plan): readonly Cell[] {
  // The lock is journalled once it is held, when there is a deployment to journal it for: nothing can strike inside it.
  const steps = plan.steps.filter((step) => step.name !== 'lock');
  return steps.flatMap((step) =>
    POINTS.flatMap((at) => FAULTS.map((fault) => ({ operation, point: { step: step.name, at }, fault }))),
  );
}

/** Performs the operation, lets the fault strike, lets whoever comes next settle; returns what is wrong afterwards. */
export async function runCell(
  shop: Workshop,
  relay: EngineRelay,
  { operation, point, fault }: Cell,
): Promise<readonly string[]> {
  await operation.prepare(shop);
  const environment = operation.into === 'dev' ? shop.dev : shop.prod;
  const port = shop.ports[operation.into];
  const load = startLoad({ host: shop.address, port, clients: 2 });
  try {
    if (fault === 'killed') await killAt(shop, operation, point);
    else await cutAt(shop, relay, operation, point);
    await settleAll(shop);
  } catch (error) {
    await load.stop();
    return [`it could not be settled: ${String(error)}`];
  }
  const { failures } = await load.stop();
  const wrong = [...(await checkPlacement(shop, environment, port))];
  // Replacing the edge refuses connections, as its plan announces; in nothing else may a request be lost.
  if (failures.length > 0 && operation.name !== 'edge replacement') {
    wrong.push(`${failures.length} requests were lost: ${[...new Set(failures)].join(', ')}`);
  }
  return wrong;
}

/** As commands that follow would: until nothing is due and nothing is left over. */
async function settleAll(shop: Workshop): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const settled = await shop.core.settle();
    const unfinished = shop.core.deployments.page({ app: shop.app, states: ['running', 'baking'] });
    if (unfinished.length === 0 && settled.every((each) => each.what !== 'waiting')) return;
    if (performance.now() > deadline)
      throw new Error(settled.map((each) => each.text).join(' ') || 'still unfinished after 30 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function killAt(shop: Workshop, operation: Operation, point: JournalPoint): Promise<void> {
  const { app, dev, prod } = shop;
  const order = JSON.stringify({ operation: operation.name, place: { app, dev, prod }, point });
  const child = fork(join(import.meta.dirname, 'perform-until.ts'), [order], {
    env: shop.env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise<void>((resolve, reject) => {
    child.once('message', () => child.kill('SIGKILL'));
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve();
      else
        reject(
          new Error(`the process ended by itself (${code ?? '?'}) before ${point.step} was ${point.at}`),
        );
    });
  });
}

/** The way to the engine is cut at the point and stays so until the operation has given up; then it is mended. */
async function cutAt(
  shop: Workshop,
  relay: EngineRelay,
  operation: Operation,
  point: JournalPoint,
): Promise<void> {
  const struck = new AbortController();
  const core = shop.secondCore({
    wrapStores: strikeAt(point, () => {
      struck.abort();
      relay.cut();
    }),
  });
  try {
    // Whether it resolves or rejects is its own matter; what is left is what counts.
    await operation.perform(core, shop).catch(() => undefined);
  } finally {
    relay.mend();
    await core.close();
  }
  if (!struck.signal.aborted) throw new Error(`${point.step} was never ${point.at}`);
}
