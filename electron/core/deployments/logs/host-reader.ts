import type { Host } from '../../../../shared/model/host.ts';
import type { LogSource } from '../../../../shared/model/log-batch.ts';
import type { Engine } from '../../engine/engine.ts';
import type { EngineEvent } from '../../engine/engine-event.ts';
import { LABEL } from '../../engine/labels.ts';
import { isFailure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import type { BatchRequest } from './batch-request.ts';
import { findSources, type FoundSource } from './find-sources.ts';
import type { LineQueue } from './line-queue.ts';
import { createContainerLog, type ContainerLog } from './read-on.ts';

/** How often it is looked whether another colour serves, and how long after a loss an engine is asked again. Milliseconds. */
const LOOK_EVERY_MS = 1000;

export interface HostReaderFacts {
  readonly deps: Pick<DeploymentDeps, 'stores' | 'clock' | 'engineOf'>;
  readonly request: BatchRequest;
  readonly host: Host;
  readonly queue: LineQueue;
  /** Tells a source once and gives its number. */
  readonly announce: (source: LogSource) => number;
  readonly signal: AbortSignal;
}

/** Reads the wanted containers of one host into the queue. */
export interface HostReader {
  /** Begins to read what there is; resolves with how many containers that are. Rejects when the engine does not answer. */
  begin(): Promise<number>;
  /** From now on, whatever comes is read too; what ended is read on when it runs again. */
  goOn(): void;
  /** Settles when everything that is read has ended. */
  done(): Promise<void>;
}

interface Followed {
  readonly number: number;
  readonly log: ContainerLog;
  reading?: Promise<void> | undefined;
}

export function createHostReader(facts: HostReaderFacts): HostReader {
  const { deps, request, host, queue, announce, signal } = facts;
  const { app, environment } = request;
  const followed = new Map<string, Followed>();
  /** What was there at first; the lines of what comes later are all new. */
  const old = new Set<string>();
  let look = true;

  const active = () => deps.stores.berths.get(app, environment, host.id)?.active;
  const survey = (engine: Engine) => findSources(engine, host, request, { of: request.of, active: active() });
  const read = async (engine: Engine, { number, log }: Followed, tail: number | undefined) => {
    try {
      const now = deps.clock.now();
      const lines = log.read(engine, {
        follow: request.follow,
        signal,
        now,
        ...(tail === undefined ? {} : { tail }),
      });
      for await (const { stream, at, text } of lines) {
        const wait = queue.push({ source: number, stream, text, ...(at === undefined ? {} : { at }) });
        if (wait !== undefined) await wait;
      }
    } catch (error) {
      if (signal.aborted || isFailure(error, 'container.missing')) return;
      // The connection is lost: it is read on when the engine is there again.
      look = true;
      if (!request.follow) queue.end(error);
    }
  };
  const start = (engine: Engine, { id, running, source }: FoundSource): void => {
    const known = followed.get(id);
    if (known !== undefined && (known.reading !== undefined || !running)) return;
    const each: Followed = known ?? { number: announce(source), log: createContainerLog(id) };
    followed.set(id, each);
    each.reading = read(engine, each, old.has(id) ? request.tail : undefined).finally(() => {
      each.reading = undefined;
      // It may have been started again, and looked at, while its last lines were still being read.
      look ||= request.follow;
    });
  };
  const concerns = (event: EngineEvent): boolean =>
    event.kind === 'relist' ||
    (event.kind === 'container' && event.action === 'start' && event.attributes[LABEL.app] === app);

  const keepLooking = async (): Promise<void> => {
    let watched: Engine | undefined;
    let stop: (() => void) | undefined;
    let served = active();
    try {
      for (;;) {
        await deps.clock.sleep(LOOK_EVERY_MS, signal);
        const engine = await deps.engineOf(host.id).catch(() => undefined);
        if (engine === undefined) continue;
        if (engine !== watched) {
          stop?.();
          watched = engine;
          stop = engine.watch((event) => {
            look ||= concerns(event);
          });
        }
        const serves = active();
        if (!look && serves === served) continue;
        look = false;
        served = serves;
        const found = await survey(engine).catch(() => undefined);
        if (found === undefined) look = true;
        for (const each of found ?? []) if (each.wanted) start(engine, each);
      }
    } finally {
      stop?.();
    }
  };

  return {
    begin: async () => {
      const engine = await deps.engineOf(host.id);
      const found = await survey(engine);
      look = false;
      for (const { id } of found) old.add(id);
      const wanted = found.filter((each) => each.wanted);
      for (const each of wanted) start(engine, each);
      return wanted.length;
    },
    // Ends with the signal, which makes it reject; everything else it goes on after.
    goOn: () => void keepLooking().catch(() => undefined),
    done: async () => {
      for (const { reading } of followed.values()) await reading;
    },
  };
}
