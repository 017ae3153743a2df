import { on, once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface WatchedPlace {
  readonly host: string;
  readonly port: number;
  /** What is asked for: the answer's `x-version`, or else its body, is the version. */
  readonly path: string;
}

export interface SeenVersion {
  readonly version: string;
  /** As `now` counts. */
  readonly at: number;
}

/** An independent client that sees which version answers, and when another begins to. */
export interface VersionWatcher {
  /** From now on it asks, over one kept connection. */
  begin(): void;
  /** When this version began to answer after another one or none had, as `now` counts. Rejects after half a minute. */
  next(version: string): Promise<number>;
  close(): Promise<void>;
}

const LIMIT_MS = 30_000;

/** Milliseconds on a clock that all threads of the machine share and that never jumps. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Resolves when the client's thread runs; it asks nothing before it is told to. */
export async function watchVersion(place: WatchedPlace): Promise<VersionWatcher> {
  const worker = new Worker(new URL('./watch-version.ts', import.meta.url), { workerData: place });
  await once(worker, 'message');
  return {
    begin: () => worker.postMessage('begin'),
    async next(version) {
      const signal = AbortSignal.timeout(LIMIT_MS);
      const changes = on(worker, 'message', { signal }) as AsyncIterable<[SeenVersion]>;
      try {
        for await (const [seen] of changes) if (seen.version === version) return seen.at;
        throw new Error('the watching thread ended');
      } catch (cause) {
        throw new Error(`${version} did not begin to answer at port ${place.port}`, { cause });
      }
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
