import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchLine, LogBatch } from '../../../../shared/model/log-batch.ts';
import type { Stores } from '../../../../electron/core/db/stores.ts';
import type { DeploymentDeps } from '../../../../electron/core/deployments/deployment-deps.ts';
import { followBatches } from '../../../../electron/core/deployments/logs/follow-batches.ts';
import { createLineQueue } from '../../../../electron/core/deployments/logs/line-queue.ts';
import { mergeByTime } from '../../../../electron/core/deployments/logs/merge-by-time.ts';
import { createContainerLog } from '../../../../electron/core/deployments/logs/read-on.ts';
import type {
  ContainerSummary,
  Engine,
  LogLine,
  LogOptions,
} from '../../../../electron/core/engine/engine.ts';
import type { EngineEvent } from '../../../../electron/core/engine/engine-event.ts';
import { LABEL } from '../../../../electron/core/engine/labels.ts';
import { Failure } from '../../../../electron/core/runtime/failure.ts';
import { openHistory } from '../open-history.ts';
import { sampleEnvironment } from '../sample-records.ts';

const line = (source: number, text: string, at?: number): BatchLine => ({
  source,
  stream: 'stdout',
  text,
  ...(at === undefined ? {} : { at }),
});

describe('lines on their way to a taker', () => {
  it('wait when he is busy, and none is lost', async () => {
    const queue = createLineQueue();
    let pushed = 0;
    const pusher = (async () => {
      for (let count = 0; count < 10_000; count++) {
        await queue.push(line(0, String(count)));
        pushed += 1;
      }
      queue.end();
    })();
    const taken: string[] = [];
    let batches = 0;
    for (let batch = await queue.take(); batch !== 'ended'; batch = await queue.take()) {
      expect(batch.length).toBeLessThanOrEqual(4000);
      expect(pushed - taken.length).toBeLessThanOrEqual(4001);
      taken.push(...batch.map(({ text }) => text));
      batches += 1;
    }
    await pusher;
    expect(taken).toEqual(Array.from({ length: 10_000 }, (_, count) => String(count)));
    expect(batches).toBeGreaterThan(2);
  });

  it('are held back by their size, too', () => {
    const queue = createLineQueue();
    expect(queue.push(line(0, 'x'.repeat(1024 * 1024)))).toBeUndefined();
    expect(queue.push(line(0, 'y'))).toBeInstanceOf(Promise);
  });

  it('end with what their source failed with, after the last line', async () => {
    const queue = createLineQueue();
    void queue.push(line(0, 'last'));
    queue.end(new Failure('engine.cut', 'gone'));
    expect(await queue.take()).toHaveLength(1);
    await expect(queue.take()).rejects.toThrow('gone');
  });

  it('of several sources come in the order of time, each source in its own', () => {
    const merged = mergeByTime([
      line(0, 'a', 5),
      line(0, 'b', 9),
      line(1, 'c', 1),
      line(1, 'd', 7),
      line(1, 'e', 3),
    ]);
    expect(merged.map(({ text }) => text)).toEqual(['c', 'a', 'd', 'e', 'b']);
  });
});

/** An engine's log of one container: what was printed, and what is asked for. */
function scriptedLog(printed: readonly (readonly [text: string, at: number])[]) {
  const asked: LogOptions[] = [];
  const logs = async function* (_id: string, options: LogOptions): AsyncGenerator<LogLine> {
    asked.push(options);
    const { since = 0, tail = Infinity } = options;
    const all = printed.filter(([, at]) => at >= since);
    await Promise.resolve();
    for (const [text, at] of all.slice(Math.max(0, all.length - tail))) yield { stream: 'stdout', text, at };
  };
  return { asked, engine: { containers: { logs } } as unknown as Engine };
}

describe('reading on after a break', () => {
  const options = { follow: true, signal: new AbortController().signal, now: 50 };
  const read = async (log: ReturnType<typeof createContainerLog>, engine: Engine, tail: number) => {
    const texts: string[] = [];
    for await (const { text } of log.read(engine, { ...options, tail })) texts.push(text);
    return texts;
  };

  it('gives what came since, no line twice and none of the same millisecond lost', async () => {
    const printed: (readonly [string, number])[] = [
      ['a', 10],
      ['b', 20],
      ['c', 20],
    ];
    const log = createContainerLog('c1');
    const { engine, asked } = scriptedLog(printed);
    expect(await read(log, engine, 100)).toEqual(['a', 'b', 'c']);
    printed.push(['d', 20], ['e', 30]);
    expect(await read(log, engine, 100)).toEqual(['d', 'e']);
    expect(asked).toMatchObject([{ tail: 100 }, { since: 20 }]);
    expect(await read(log, engine, 100)).toEqual([]);
  });

  it('gives only what is new when no old line was wanted', async () => {
    const printed: (readonly [string, number])[] = [['old', 10]];
    const log = createContainerLog('c1');
    const { engine } = scriptedLog(printed);
    expect(await read(log, engine, 0)).toEqual([]);
    printed.push(['new', 60]);
    expect(await read(log, engine, 0)).toEqual(['new']);
  });
});

describe('following a placement', () => {
  let history: ReturnType<typeof openHistory>;
  let stores: Stores;
  beforeEach(() => {
    history = openHistory();
    stores = history.stores;
    stores.apps.add({ name: 'web', directory: '/srv/web', createdAt: 0 });
    stores.environments.add(sampleEnvironment('prod'));
  });
  afterEach(() => history.remove());

  const container = (name: string, colour: string, role = 'replica'): ContainerSummary => ({
    id: name,
    name,
    image: 'sha256:1',
    labels: {
      [LABEL.role]: role,
      [LABEL.colour]: colour,
      [LABEL.replica]: '1',
      [LABEL.release]: 'v7',
    },
    state: 'running',
    createdAt: 0,
    ports: [],
  });
  const depsWith = (engine: Engine | Failure): DeploymentDeps =>
    ({
      stores,
      clock: { now: () => 1000, ticks: () => 0, sleep: () => Promise.resolve() },
      engineOf: () => (engine instanceof Failure ? Promise.reject(engine) : Promise.resolve(engine)),
    }) as unknown as DeploymentDeps;
  const request = { app: 'web', environment: 'prod', of: 'both', tail: 10, follow: false } as const;
  const all = async (deps: DeploymentDeps, change: object = {}) => {
    const batches: LogBatch[] = [];
    const signal = new AbortController().signal;
    for await (const batch of followBatches(deps, { ...request, ...change }, signal)) batches.push(batch);
    return batches;
  };

  it('tells each source once, and lines by its number', async () => {
    const containers = [
      container('web-blue', 'blue'),
      container('web-green', 'green'),
      container('web-edge', '', 'edge'),
    ];
    const printed: Readonly<Record<string, readonly LogLine[]>> = {
      'web-blue': [{ stream: 'stdout', text: 'one', at: 5 }],
      'web-green': [{ stream: 'stderr', text: '\u001b[31mtwo \uFFFD', at: 3 }],
    };
    const engine = {
      containers: {
        list: () => Promise.resolve(containers),
        logs: async function* (id: string) {
          await Promise.resolve();
          yield* printed[id] ?? [];
        },
      },
    } as unknown as Engine;
    const batches = await all(depsWith(engine));
    expect(batches.flatMap(({ sources }) => sources)).toEqual([
      { container: 'web-blue', host: 'local', role: 'replica', colour: 'blue', replica: 1, version: 7 },
      { container: 'web-green', host: 'local', role: 'replica', colour: 'green', replica: 1, version: 7 },
    ]);
    expect(batches.flatMap(({ lines }) => lines)).toEqual([
      { source: 1, stream: 'stderr', at: 3, text: '\u001b[31mtwo \uFFFD' },
      { source: 0, stream: 'stdout', at: 5, text: 'one' },
    ]);
  });

  it('says that there is nothing, which host is meant, and why none answers', async () => {
    const empty = { containers: { list: () => Promise.resolve([]) } } as unknown as Engine;
    await expect(all(depsWith(empty))).rejects.toMatchObject({ code: 'placement.empty' });
    await expect(all(depsWith(empty), { host: 'attic' })).rejects.toMatchObject({ code: 'host.unknown' });
    await expect(all(depsWith(empty), { app: 'wbe' })).rejects.toMatchObject({ code: 'app.unknown' });
    const gone = new Failure('engine.unreachable', 'nobody answers');
    await expect(all(depsWith(gone))).rejects.toMatchObject({ code: 'engine.unreachable' });
  });

  it('reads on after a restart that was looked at while the last lines were still being read', async () => {
    const drained = Promise.withResolvers<undefined>();
    const leave = new AbortController();
    let surveys = 0;
    let watchers: ((event: EngineEvent) => void)[] = [];
    let streams = 0;
    const engine = {
      watch: (told: (event: EngineEvent) => void) => {
        watchers.push(told);
        return () => (watchers = []);
      },
      containers: {
        list: () => {
          surveys += 1;
          return Promise.resolve([container('web-blue', 'blue')]);
        },
        logs: async function* (): AsyncGenerator<LogLine> {
          streams += 1;
          const stream = streams;
          yield { stream: 'stdout', text: `of run ${stream}`, at: stream };
          if (stream === 1) await drained.promise;
          else await new Promise((resolve) => leave.signal.addEventListener('abort', resolve));
        },
      },
    } as unknown as Engine;
    const deps = {
      ...depsWith(engine),
      clock: {
        now: () => 1000,
        ticks: () => 0,
        sleep: async (_ms: number, signal?: AbortSignal) => {
          await turn();
          signal?.throwIfAborted();
        },
      },
    };
    const texts: string[] = [];
    const reading = (async () => {
      for await (const { lines } of followBatches(deps, { ...request, follow: true }, leave.signal))
        texts.push(...lines.map(({ text }) => text));
    })();
    await vi.waitUntil(() => watchers.length > 0 && texts.length === 1);
    const before = surveys;
    for (const told of watchers)
      told({ kind: 'container', action: 'start', id: 'web-blue', attributes: { [LABEL.app]: 'web' }, at: 1 });
    await vi.waitUntil(() => surveys > before);
    await turn();
    drained.resolve(undefined);
    await vi.waitUntil(() => texts.length === 2);
    leave.abort();
    await reading;
    expect(texts).toEqual(['of run 1', 'of run 2']);
  });

  it('ends at once for whoever has gone already, and asks no engine', async () => {
    const deps = depsWith(new Failure('internal', 'it was asked'));
    const batches = [];
    for await (const batch of followBatches(deps, request, AbortSignal.abort())) batches.push(batch);
    expect(batches).toEqual([]);
  });
});
