import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { CutManner } from './engine-relay.ts';
import { strikeAt, type JournalPoint } from './journal-point.ts';
import type { Operation } from './operations.ts';
import type { Stage } from './stage.ts';

const ALL_FAULTS = [
  'killed',
  'engine cut before the request',
  'engine cut after the request',
  'engine cut in mid-answer',
  'disk full',
] as const;
export type Fault = (typeof ALL_FAULTS)[number];

/** Those that can be brought about here: a disk of its own takes the rights of root. */
export const FAULTS: readonly Fault[] = ALL_FAULTS.filter(
  (fault) => fault !== 'disk full' || process.getuid?.() === 0,
);

/** Performs an operation that the fault strikes at the point, until it has given up. Returns what went wrong beside it. */
type Strike = (stage: Stage, operation: Operation, point: JournalPoint) => Promise<readonly string[]>;

export const strikeWith: Readonly<Record<Fault, Strike>> = {
  killed: kill,
  'engine cut before the request': cut('before the request'),
  'engine cut after the request': cut('after the request'),
  'engine cut in mid-answer': cut('in mid-answer'),
  'disk full': fillDisk,
};

function kill({ shop }: Stage, operation: Operation, point: JournalPoint): Promise<readonly string[]> {
  const { app, dev, prod } = shop;
  const order = JSON.stringify({ operation: operation.name, place: { app, dev, prod }, point });
  const child = fork(join(import.meta.dirname, 'perform-until.ts'), [order], {
    env: shop.env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => child.kill('SIGKILL'));
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve([]);
      else reject(neverReached(point, `the process ended by itself (${code ?? '?'})`));
    });
  });
}

/** The way to the engine is cut at the first request after the point, and stays so until the operation has given up. */
function cut(manner: CutManner): Strike {
  return async ({ shop, relay }, operation, point) => {
    const struck = new AbortController();
    const core = shop.secondCore({
      wrapStores: strikeAt(point, () => {
        struck.abort();
        relay.cutAtNext(manner);
      }),
    });
    let wasCut = false;
    try {
      // Whether it resolves or rejects is its own matter; what is left is what counts.
      await operation.perform(core, shop).catch(() => undefined);
      wasCut = relay.isCut();
    } finally {
      relay.mend();
      await core.close();
    }
    if (!struck.signal.aborted) throw neverReached(point, 'the operation ended');
    return wasCut ? [] : [`the engine was asked nothing after ${point.step} was ${point.at}`];
  };
}

/** Nothing more fits on the disk of the history, until the operation has given up and somebody has made room. */
async function fillDisk(
  { shop, disk }: Stage,
  operation: Operation,
  point: JournalPoint,
): Promise<readonly string[]> {
  if (disk === undefined) throw new Error('this stage has no disk that can be filled');
  const struck = new AbortController();
  const core = shop.secondCore({
    wrapStores: strikeAt(point, () => {
      struck.abort();
      disk.fill(join(disk.home, 'history.db'));
    }),
  });
  try {
    await operation.perform(core, shop).catch(() => undefined);
    disk.empty();
    // The process is still there, as the desktop app would be: what it could not write down must not be in its own way.
    await core.settle();
  } finally {
    disk.empty();
    await core.close();
  }
  if (!struck.signal.aborted) throw neverReached(point, 'the operation ended');
  return [];
}

function neverReached(point: JournalPoint, instead: string): Error {
  return new Error(`${instead} before ${point.step} was ${point.at}`);
}
