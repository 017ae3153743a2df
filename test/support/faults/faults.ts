import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { CutManner } from './engine-relay.ts';
import type { Span } from '../load-client.ts';
import { strikeAt, type JournalPoint } from './journal-point.ts';
import type { Operation } from './operations.ts';
import type { Stage } from './stage.ts';

const ALL_FAULTS = [
  'killed',
  'engine cut before the request',
  'engine cut after the request',
  'engine cut in mid-answer',
  'disk full',
  'engine killed',
  'engine killed, its socket kept',
] as const;
export type Fault = (typeof ALL_FAULTS)[number];

/** Those that can be brought about here: a disk and an engine of its own take the rights of root. */
export const FAULTS: readonly Fault[] = ALL_FAULTS.filter(
  (fault) => !/^(disk full|engine killed)/.test(fault) || process.getuid?.() === 0,
);
export const LEFT_OUT: readonly Fault[] = ALL_FAULTS.filter((fault) => !FAULTS.includes(fault));

export interface Struck {
  /** What went wrong beside the fault. */
  readonly problems: readonly string[];
  /** From when to when there was no engine, so that nothing that it runs could be expected to answer. */
  readonly outage?: Span;
}

/** Performs an operation that the fault strikes at the point, until it has given up. */
type Strike = (stage: Stage, operation: Operation, point: JournalPoint) => Promise<Struck>;

export const strikeWith: Readonly<Record<Fault, Strike>> = {
  killed: kill,
  'engine cut before the request': cut('before the request'),
  'engine cut after the request': cut('after the request'),
  'engine cut in mid-answer': cut('in mid-answer'),
  'disk full': fillDisk,
  'engine killed': killEngine(false),
  'engine killed, its socket kept': killEngine(true),
};

function kill({ shop }: Stage, operation: Operation, point: JournalPoint): Promise<Struck> {
  const { app, dev, prod } = shop;
  const order = JSON.stringify({ operation: operation.name, place: { app, dev, prod }, point });
  const child = fork(join(import.meta.dirname, 'perform-until.ts'), [order], {
    env: shop.env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => child.kill('SIGKILL'));
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve({ problems: [] });
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
    return { problems: wasCut ? [] : [`the engine was asked nothing after ${point.step} was ${point.at}`] };
  };
}

/** Nothing more fits on the disk of the history, until the operation has given up and somebody has made room. */
async function fillDisk({ shop, disk }: Stage, operation: Operation, point: JournalPoint): Promise<Struck> {
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
  return { problems: [] };
}

/**
 * The engine dies and is started again at once, as by its service manager; the operation goes on into that. Where that keeps
 * the socket, as `docker.socket` of systemd does, what it asks meanwhile is not refused but waits for the next engine.
 */
function killEngine(socketKept: boolean): Strike {
  return async ({ shop, relay, ownEngine }, operation, point) => {
    if (ownEngine === undefined) throw new Error('this stage has no engine that may be killed');
    let outage: Promise<Span> | undefined;
    const core = shop.secondCore({
      wrapStores: strikeAt(point, () => {
        const from = performance.now();
        relay.keepSocket(socketKept);
        ownEngine.kill();
        outage = ownEngine.start().then(() => ({ from, to: performance.now() }));
      }),
    });
    try {
      await operation.perform(core, shop).catch(() => undefined);
    } finally {
      await outage;
      relay.keepSocket(false);
      await core.close();
    }
    if (outage === undefined) throw neverReached(point, 'the operation ended');
    return { problems: [], outage: await outage };
  };
}

function neverReached(point: JournalPoint, instead: string): Error {
  return new Error(`${instead} before ${point.step} was ${point.at}`);
}
