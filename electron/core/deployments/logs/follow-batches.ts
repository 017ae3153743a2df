import type { Host } from '../../../../shared/model/host.ts';
import type { LogBatch, LogSource } from '../../../../shared/model/log-batch.ts';
import { requireApp } from '../../apps/require-app.ts';
import { Failure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { findEnvironment, hostsOf } from '../planning/resolve-names.ts';
import type { BatchRequest } from './batch-request.ts';
import { createHostReader, type HostReader } from './host-reader.ts';
import { createLineQueue } from './line-queue.ts';
import { mergeByTime } from './merge-by-time.ts';

/** A batch gathers for so long at least, so that thousands of lines a second are not as many messages. Milliseconds. */
const BETWEEN_MS = 16;
/** What is there already comes from several containers at once; so long it is gathered, to be told in order. Milliseconds. */
const GATHER_MS = 60;

/**
 * Lines of a placement's containers in batches, a batch being what came while the last one was taken. With `follow` it goes
 * on with whatever replicas come: of the colour that serves by then, restarted ones, those of an engine that was away for a
 * while. Throws `app.unknown`, `environment.unknown`, `host.unknown`, `placement.empty`, and, when no host answers at first,
 * why; ends quietly when the signal is aborted.
 */
export async function* followBatches(
  deps: DeploymentDeps,
  request: BatchRequest,
  signal: AbortSignal,
): AsyncGenerator<LogBatch> {
  if (signal.aborted) return;
  requireApp(deps.stores, request.app);
  const hosts = wantedHosts(deps, request);
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  const queue = createLineQueue();
  let announced = 0;
  let sources: LogSource[] = [];
  const announce = (source: LogSource): number => {
    sources.push(source);
    queue.nudge();
    return announced++;
  };
  ended.addEventListener('abort', () => queue.end(), { once: true });
  try {
    const readers = hosts.map((host) =>
      createHostReader({ deps, request, host, queue, announce, signal: ended }),
    );
    await beginAll(readers, request);
    if (request.follow) for (const reader of readers) reader.goOn();
    else void Promise.all(readers.map((reader) => reader.done())).then(() => queue.end());
    await deps.clock.sleep(GATHER_MS, ended).catch(() => undefined);
    for (let lines = await queue.take(); lines !== 'ended'; lines = await queue.take()) {
      const batch = { sources, lines: mergeByTime(lines) };
      sources = [];
      yield batch;
      await deps.clock.sleep(BETWEEN_MS, ended).catch(() => undefined);
    }
  } finally {
    left.abort();
  }
}

/** A host that does not answer is passed over as long as another does; it is asked again later. */
async function beginAll(readers: readonly HostReader[], { app, environment }: BatchRequest): Promise<void> {
  const begun = await Promise.allSettled(readers.map((reader) => reader.begin()));
  const found = begun.some((each) => each.status === 'fulfilled' && each.value > 0);
  if (found) return;
  const failed = begun.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  throw new Failure('placement.empty', `Nothing of ${app} is there in ${environment}, so it has no log.`);
}

function wantedHosts(deps: DeploymentDeps, { environment, host }: BatchRequest): readonly Host[] {
  const hosts = hostsOf(deps, findEnvironment(deps, environment));
  const wanted = host === undefined ? hosts : hosts.filter(({ name }) => name === host);
  if (wanted.length > 0) return wanted;
  const known = hosts.map(({ name }) => name);
  throw new Failure('host.unknown', `${environment} is not on ${host ?? ''}; it is on ${known.join(', ')}.`, {
    known,
  });
}
