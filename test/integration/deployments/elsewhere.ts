import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core, DeploymentOutcome } from '../../../electron/core/core.ts';
import type { CoreOptions } from '../../../electron/core/create-core.ts';
import type { JournalPoint } from '../../support/faults/journal-point.ts';
import type { Operation } from '../../support/faults/operations.ts';
import type { Order } from '../../support/faults/perform-until.ts';
import type { Workshop } from '../../support/workshop.ts';

/** The machine on which the workshop's own history is. */
export const DESK = 'desk';
/** Another one, with a history of its own, that manages the same engine. */
const LOFT = 'loft';

const PROGRAM = join(import.meta.dirname, '../../support/faults/perform-until.ts');

/** A core as on the desk: the workshop's own history. */
export function openDesk(shop: Workshop, options: Partial<CoreOptions> = {}): Core {
  return shop.secondCore({ machine: DESK, ...options });
}

/** A core as in the loft: it knows the engine and the app's folder, and nothing of what the desk did. */
export async function openLoft(shop: Workshop, options: Partial<CoreOptions> = {}): Promise<Core> {
  const home = join(shop.folder, '..', 'loft');
  const core = shop.secondCore({ machine: LOFT, env: { ...shop.env, TWINBERTH_HOME: home }, ...options });
  if (core.apps.list().length === 0) await core.apps.add(shop.folder);
  return core;
}

/** The desk begins an operation, and is gone (kill -9) when it has come to the point. */
export async function cutOffOnDesk(shop: Workshop, operation: Operation, point: JournalPoint): Promise<void> {
  const child = startOnDesk(shop, { operation: operation.name, place: placeOf(shop), point, machine: DESK });
  const ended = once(child, 'exit');
  await reached(child);
  child.kill('SIGKILL');
  await ended;
}

/** The desk begins an operation and stands still at the point, until it is told to go on. */
export async function holdUpOnDesk(
  shop: Workshop,
  operation: Operation,
  point: JournalPoint,
): Promise<{ goOn(): Promise<DeploymentOutcome> }> {
  const goOn = join(shop.folder, '..', `go-on-${randomUUID()}`);
  const child = startOnDesk(shop, {
    operation: operation.name,
    place: placeOf(shop),
    point,
    machine: DESK,
    goOn,
  });
  await reached(child);
  return {
    goOn: async () => {
      const answer = once(child, 'message');
      const ended = once(child, 'exit');
      writeFileSync(goOn, '');
      const [outcome] = (await answer) as [DeploymentOutcome];
      await ended;
      return outcome;
    },
  };
}

function placeOf({ app, dev, prod }: Workshop): Order['place'] {
  return { app, dev, prod };
}

function startOnDesk(shop: Workshop, order: Order) {
  return fork(PROGRAM, [JSON.stringify(order)], {
    env: shop.env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

async function reached(child: ReturnType<typeof startOnDesk>): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process ended by itself (${String(code)})`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(child, 'message'), ended]);
}
