import type { ErrorReply } from '../../../../shared/contract/errors.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { ThingEvent } from '../../engine/engine-event.ts';
import type { ContainerSummary, Engine, EngineInfo } from '../../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../../engine/labels.ts';
import type { Clock } from '../../runtime/clock.ts';
import { toFailure } from '../../runtime/failure.ts';
import type { Log } from '../../runtime/log.ts';
import { collectIds } from './collect-ids.ts';

/** What a watched host tells, in the order in which it happened. */
export interface HostListener {
  /** It answers, and has these containers of ours and no others. */
  here(info: EngineInfo, containers: readonly ContainerSummary[]): void;
  /** It does not answer. Told again when the reason is another one. */
  away(problem: ErrorReply): void;
  /** These were looked at again: what there is of them now. */
  changed(ids: readonly string[], containers: readonly ContainerSummary[]): void;
  /** An event of a container of ours, before it is looked at. */
  event(event: ThingEvent): void;
  /** Any event at all. */
  happened(event: ThingEvent): void;
}

export interface HostDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** By host id. */
  readonly engineOf: (host: string) => Promise<Engine>;
}

/** Pauses between attempts to reach a host, milliseconds: doubled each time, up to the ceiling. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A line that says nothing may be quiet or dead: so often a host is asked whether it is still there, milliseconds. */
const ASK_EVERY_MS = 30_000;
/** An engine tells of a container's end before its own list does; so long after, the list is asked again, milliseconds. */
const AFTER_END_MS = 1_000;
/** More containers than this are looked at again by looking at all. */
const MOST_IDS = 200;

/** What changes a container's state. */
const TELLING = [
  'create',
  'start',
  'die',
  'oom',
  'stop',
  'destroy',
  'remove',
  'pause',
  'unpause',
  'rename',
] as const;
/** And what may make it drift. Others (each health check in a container is three events) are not asked for. */
const TOUCHING = ['restart', 'update', 'exec_start', 'tag', 'untag', 'delete'] as const;
/** As Podman says it. */
const DIED = 'died';

export interface HostWatch {
  /** The machine has slept: what was connected may be dead without saying so. Everything is asked anew, at once. */
  wake(): void;
  stop(): void;
}

/** Follows one host until it is stopped, whatever becomes of the engine meanwhile. */
export function watchHost(deps: HostDeps, host: Host, listener: HostListener): HostWatch {
  const closed = new AbortController();
  let woken = new AbortController();
  void keepFollowing(deps, host, listener, { closed: closed.signal, untilWoken: () => woken.signal });
  return {
    wake: () => {
      const before = woken;
      woken = new AbortController();
      before.abort();
    },
    stop: () => closed.abort(),
  };
}

async function keepFollowing(
  deps: HostDeps,
  host: Host,
  listener: HostListener,
  { closed: signal, untilWoken }: { readonly closed: AbortSignal; readonly untilWoken: () => AbortSignal },
): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  const told: HostListener = {
    here: (...all) => {
      pause = FIRST_PAUSE_MS;
      if (!signal.aborted) listener.here(...all);
    },
    away: (problem) => {
      if (!signal.aborted) listener.away(problem);
    },
    changed: (...all) => {
      if (!signal.aborted) listener.changed(...all);
    },
    event: (event) => {
      if (!signal.aborted) listener.event(event);
    },
    happened: (event) => {
      if (!signal.aborted) listener.happened(event);
    },
  };
  // Whatever becomes of what is told: the host is followed on.
  const tellAway = (error: unknown): void => {
    try {
      told.away(toFailure(error).toReply());
    } catch (unheard) {
      const reason = toFailure(unheard).message;
      deps.log.warn('it could not be told that a host does not answer', { host: host.name, reason });
    }
  };
  while (!signal.aborted) {
    const over = AbortSignal.any([signal, untilWoken()]);
    try {
      await follow(await deps.engineOf(host.id), deps.clock, told, over);
    } catch (error) {
      tellAway(error);
    }
    await deps.clock.sleep(pause, over).catch(() => undefined);
    pause = over.aborted ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}

/** Rejects when the engine does not answer a question; a lost stream of events comes back by itself. */
async function follow(
  engine: Engine,
  clock: Clock,
  listener: HostListener,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const over = AbortSignal.any([signal, ended.signal]);
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  let last: Promise<unknown> = Promise.resolve();
  // One look after another, so that what an earlier one found never replaces what a later one did.
  const inTurn = (work: () => Promise<void>): void => {
    last = last.then(() => (over.aborted ? undefined : work())).catch(fail);
  };
  const lookAtAll = (): void =>
    inTurn(async () => {
      const [info, containers] = await Promise.all([engine.info(), listAll(engine)]);
      if (!over.aborted) listener.here(info, containers);
    });
  const ids = collectIds((...some) => {
    if (some.length > MOST_IDS) lookAtAll();
    else
      inTurn(async () => {
        const containers = await engine.containers.list({ [LABEL.version]: LABEL_VERSION }, some);
        if (!over.aborted) listener.changed(some, containers);
      });
  });
  const later = collectIds(ids.add, { quietMs: AFTER_END_MS, ceilingMs: AFTER_END_MS });
  const stop = engine.watch(
    (event) => {
      if (event.kind === 'relist') lookAtAll();
      else if (event.kind === 'lost') listener.away(event.problem);
      else {
        listener.happened(event);
        if (!isOfOurs(event)) return;
        listener.event(event);
        ids.add(event.id);
        if (event.action === 'die') later.add(event.id);
      }
    },
    [...TELLING, ...TOUCHING, DIED],
  );
  try {
    await Promise.race([failed, askNowAndThen(engine, clock, over)]);
  } finally {
    ended.abort();
    later.close();
    ids.close();
    stop();
  }
}

function listAll(engine: Engine): Promise<readonly ContainerSummary[]> {
  return engine.containers.list({ [LABEL.version]: LABEL_VERSION });
}

function isOfOurs({ kind, action, attributes }: ThingEvent): boolean {
  return (
    kind === 'container' &&
    TELLING.some((telling) => telling === action) &&
    attributes[LABEL.version] === LABEL_VERSION
  );
}

async function askNowAndThen(engine: Engine, clock: Clock, signal: AbortSignal): Promise<void> {
  for (;;) {
    await clock.sleep(ASK_EVERY_MS, signal).catch(() => undefined);
    if (signal.aborted) return;
    await engine.info();
  }
}
