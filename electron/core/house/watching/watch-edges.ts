import type { Mode } from '../../../../shared/model/app-config.ts';
import type { TrafficSample } from '../../../../shared/model/health-views.ts';
import { watchEdge, type EdgeLook, type EdgeWatch } from '../../edge/watch-edge.ts';
import type { Engine } from '../../engine/engine.ts';
import { atMost } from '../../runtime/at-most.ts';
import type { Clock } from '../../runtime/clock.ts';
import { toFailure } from '../../runtime/failure.ts';
import type { Log } from '../../runtime/log.ts';
import { trafficBetween, type CountersAt } from './traffic-rates.ts';

/** A placement that is looked at now and then. */
export interface EdgeTarget {
  /** Placement key. */
  readonly key: string;
  /** Host id. */
  readonly host: string;
  /** Its running edge; undefined when there is none to ask, so that only its containers are looked at. */
  readonly edge?: { readonly id: string; readonly name: string };
  /** The container port of the app, which tells where the edge listens for questions. */
  readonly port: number;
  readonly mode: Mode;
}

export interface EdgesListener {
  /** The placement was looked at: what its edge says, why it says nothing, or undefined when it has none that runs. */
  looked(key: string, look: EdgeLook | string | undefined): void;
  /** Once per round, what was sampled in it. */
  sampled(samples: readonly (readonly [key: string, sample: TrafficSample])[]): void;
}

export interface EdgesWatch {
  /**
   * Looks at these and no others; what is new, or has another edge, at once. Settles when those were looked at. With `only`,
   * the keys that it is about: what is not among them stays.
   */
  set(targets: readonly EdgeTarget[], only?: ReadonlySet<string>): Promise<void>;
  /** Looks at one again in so many milliseconds, if it would not be looked at sooner anyway. */
  soon(key: string, inMs: number): void;
  /** How long a round over all of them takes, milliseconds. */
  setInterval(ms: number): void;
  close(): void;
}

/**
 * Those that are due are gathered for so long, milliseconds: one after another they are answered out of warm caches, and cost
 * a third of what each costs by itself.
 */
const TICK_MS = 1_000;
/** A new line costs the engine some 25 ms; edges with open ones answer in a few, and together they wake this process once. */
const OPENED_AT_ONCE = 4;
const ASKED_AT_ONCE = 24;
/** After a failure: doubled each time, up to the ceiling, so that what hangs is not leant on. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

interface Watched {
  target: EdgeTarget;
  line: EdgeWatch | undefined;
  counters: CountersAt | undefined;
  busy: boolean;
  again: boolean;
  dueAt: number;
  pauseMs: number;
  /** A look out of turn that is to come. */
  timer: NodeJS.Timeout | undefined;
  /** Resolves waiters for the first look. */
  first: (() => void)[];
}

/**
 * Each placement is looked at once per interval, spread over it, some at the same time, and never while its last look is
 * under way. Lines to edges are kept open; what failed is opened anew later.
 */
export function watchEdges(
  deps: {
    readonly clock: Clock;
    readonly log: Log;
    readonly engineOf: (host: string) => Promise<Engine>;
  },
  listener: EdgesListener,
): EdgesWatch {
  const { clock } = deps;
  const watched = new Map<string, Watched>();
  const openInTurn = atMost(OPENED_AT_ONCE);
  const inTurn = atMost(ASKED_AT_ONCE);
  let interval = 10_000;
  let samples: (readonly [string, TrafficSample])[] = [];
  let roundEnds = clock.ticks() + interval;
  let closed = false;

  const look = async (own: Watched): Promise<void> => {
    const { key } = own.target;
    const container = own.target.edge;
    const said = container === undefined ? undefined : await ask(own, container);
    if (watched.get(key) !== own || closed) return;
    // Another edge took its place while this one was asked: the next look is about that one.
    if (own.target.edge?.id === container?.id) tell(key, said);
    for (const done of own.first.splice(0)) done();
  };
  /** The next look follows whatever becomes of what this one has found. */
  const tell = (key: string, said: EdgeLook | string | undefined): void => {
    try {
      listener.looked(key, said);
    } catch (error) {
      deps.log.warn('what was seen of a placement could not be told', {
        key,
        reason: toFailure(error).message,
      });
    }
  };
  const ask = async (
    own: Watched,
    container: { readonly id: string; readonly name: string },
  ): Promise<EdgeLook | string> => {
    try {
      if (own.line === undefined || own.line.lost) {
        const { host, port } = own.target;
        own.line = await openInTurn(async () => watchEdge(await deps.engineOf(host), container, port));
        if (closed || watched.get(own.target.key) !== own) own.line.close();
      }
      const seen = await own.line.look();
      own.pauseMs = FIRST_PAUSE_MS;
      sample(own, container.id, seen);
      return seen;
    } catch (error) {
      own.line?.close();
      own.line = undefined;
      own.dueAt = clock.ticks() + own.pauseMs;
      own.pauseMs = Math.min(2 * own.pauseMs, LONGEST_PAUSE_MS);
      return toFailure(error).message;
    }
  };
  const sample = (own: Watched, container: string, seen: EdgeLook): void => {
    const { key, mode } = own.target;
    const now: CountersAt = { at: clock.now(), ticks: clock.ticks(), container, answers: seen.answers };
    const before = own.counters;
    // A look out of turn would make a sample of a moment out of a round's.
    if (before !== undefined && now.ticks - before.ticks < interval / 2) return;
    own.counters = now;
    const between = before === undefined ? undefined : trafficBetween(before, now, mode);
    if (between !== undefined) samples.push([key, between]);
  };
  const begin = (own: Watched): void => {
    if (own.busy) {
      own.again = true;
      return;
    }
    own.busy = true;
    clearTimeout(own.timer);
    own.timer = undefined;
    const now = clock.ticks();
    const onTime = own.dueAt <= now && now - own.dueAt < 2 * TICK_MS;
    own.dueAt = (onTime ? own.dueAt : now) + interval;
    void inTurn(() => look(own)).finally(() => {
      own.busy = false;
      if (own.again && !closed) {
        own.again = false;
        begin(own);
      }
    });
  };
  const tick = (): void => {
    const now = clock.ticks();
    for (const own of watched.values()) if (!own.busy && own.dueAt <= now) begin(own);
    if (now < roundEnds) return;
    roundEnds = now + interval;
    if (samples.length === 0) return;
    listener.sampled(samples);
    samples = [];
  };
  const timer = setInterval(tick, TICK_MS);

  /** The looks of a round are spread over it in the order of the targets. */
  const spread = (): void => {
    const now = clock.ticks();
    let index = 0;
    for (const own of watched.values()) {
      index += 1;
      own.dueAt = now + (interval * index) / watched.size;
    }
  };
  const end = (key: string): void => {
    const own = watched.get(key);
    watched.delete(key);
    clearTimeout(own?.timer);
    own?.line?.close();
    for (const done of own?.first.splice(0) ?? []) done();
  };

  return {
    set: async (targets, only) => {
      const wanted = new Set(targets.map(({ key }) => key));
      for (const key of [...(only ?? watched.keys())]) if (!wanted.has(key)) end(key);
      const waits: Promise<void>[] = [];
      for (const target of targets) {
        const known = watched.get(target.key);
        if (known !== undefined && !isOther(known.target, target)) {
          known.target = target;
          continue;
        }
        const own: Watched = known ?? {
          target,
          line: undefined,
          counters: undefined,
          busy: false,
          again: false,
          dueAt: 0,
          pauseMs: FIRST_PAUSE_MS,
          timer: undefined,
          first: [],
        };
        own.target = target;
        own.line?.close();
        own.line = undefined;
        own.pauseMs = FIRST_PAUSE_MS;
        watched.set(target.key, own);
        waits.push(new Promise((resolve) => own.first.push(resolve)));
        begin(own);
      }
      if (waits.length > 1) {
        await Promise.all(waits);
        if (!closed) spread();
      } else await Promise.all(waits);
    },
    soon: (key, inMs) => {
      const own = watched.get(key);
      if (own === undefined) return;
      if (inMs <= 0) begin(own);
      else if (own.dueAt > clock.ticks() + inMs) own.timer ??= setTimeout(() => begin(own), inMs);
    },
    setInterval: (ms) => {
      if (ms === interval) return;
      interval = ms;
      roundEnds = Math.min(roundEnds, clock.ticks() + ms);
      spread();
    },
    close: () => {
      closed = true;
      clearInterval(timer);
      for (const key of [...watched.keys()]) end(key);
    },
  };
}

function isOther(before: EdgeTarget, after: EdgeTarget): boolean {
  return before.edge?.id !== after.edge?.id || before.port !== after.port || before.host !== after.host;
}
