import type { LockHolder, Stores } from '../db/stores.ts';
import type { Clock } from '../runtime/clock.ts';
import { toFailure } from '../runtime/failure.ts';
import type { Log } from '../runtime/log.ts';

export interface SettlingDeps {
  readonly stores: Pick<Stores, 'dues' | 'deployments' | 'locks'>;
  readonly clock: Clock;
  readonly log: Log;
  /** What the signal's abortion leaves undone stays due. */
  readonly settle: (signal: AbortSignal) => Promise<unknown>;
  /** Whether whoever holds this lock is gone. */
  readonly isLeft: (lock: LockHolder) => boolean;
}

export interface Settling {
  /** What is due may be another: somebody has written. */
  look(): void;
  /** Waits for what is under way, which is told to leave off. */
  close(): Promise<void>;
}

/** What could not be settled (a host is away, somebody works there) is tried again after so long, milliseconds. */
const AGAIN_MS = 15_000;
/** Without anything due, so that the daily backup is made too, milliseconds. */
const AT_LEAST_EVERY_MS = 6 * 3_600_000;
/** Others may be about to settle the same; whoever comes second finds it done, milliseconds. */
const FIRST_MS = 100;

/** Sees to it that what is due is settled while nobody gives commands: bakes, standbys, and what a crash left. Never spins. */
export function settleWhenDue(deps: SettlingDeps): Settling {
  const { clock, log } = deps;
  let timer: NodeJS.Timeout | undefined;
  let at = Infinity;
  let endedAt = -Infinity;
  /** What there was to settle when it was last tried. */
  let tried: ReadonlySet<string> = new Set();
  let running: Promise<void> | undefined;
  const closed = new AbortController();

  const plan = (ticks: number): void => {
    if (closed.signal.aborted || running !== undefined || ticks >= at) return;
    at = ticks;
    clearTimeout(timer);
    timer = setTimeout(settle, Math.max(0, Math.ceil(ticks - clock.ticks())));
  };
  const settle = (): void => {
    at = Infinity;
    timer = undefined;
    running = settleNow()
      .catch((error: unknown) => complain('what is due could not be settled', error))
      .finally(() => {
        running = undefined;
        endedAt = clock.ticks();
        look();
      });
  };
  const settleNow = async (): Promise<void> => {
    tried = new Set(whatIsLeft(deps).ripe);
    await deps.settle(closed.signal);
  };
  const look = (): void => {
    if (closed.signal.aborted || running !== undefined) return;
    try {
      planFor(whatIsLeft(deps));
    } catch (error) {
      complain('it could not be read what is due', error);
      plan(clock.ticks() + AGAIN_MS);
    }
  };
  const planFor = ({ ripe, nextMs }: Left): void => {
    const now = clock.ticks();
    if (ripe.some((what) => !tried.has(what))) plan(now);
    else {
      const again = ripe.length > 0 ? Math.max(now, endedAt + AGAIN_MS) : Infinity;
      plan(Math.min(again, now + Math.min(nextMs, AT_LEAST_EVERY_MS)));
    }
  };
  const complain = (message: string, error: unknown): void =>
    log.warn(message, { reason: toFailure(error).message });
  plan(clock.ticks() + FIRST_MS);

  return {
    look,
    close: async () => {
      closed.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

interface Left {
  /** What is to be settled now, by names that tell it apart. */
  readonly ripe: readonly string[];
  /** Milliseconds until the next will be, Infinity when nothing is to come. */
  readonly nextMs: number;
}

function whatIsLeft({ stores, clock, isLeft }: SettlingDeps): Left {
  const now = clock.now();
  const dues = stores.dues.ripe(Number.MAX_SAFE_INTEGER);
  const held = new Map(stores.locks.list().map((lock) => [keyOf(lock), lock]));
  const cutOff = stores.deployments.unfinished().filter((deployment) => {
    const lock = held.get(keyOf(deployment));
    return deployment.state === 'running' && (lock === undefined || isLeft(lock));
  });
  const next = dues.find(({ at }) => at > now);
  return {
    ripe: [
      ...dues.filter(({ at }) => at <= now).map(({ id }) => id),
      ...cutOff.map(({ id }) => id),
      ...[...held.values()].filter(isLeft).map(({ token }) => token),
    ],
    nextMs: next === undefined ? Infinity : next.at - now,
  };
}

function keyOf(place: { readonly app: string; readonly environment: string; readonly host: string }): string {
  return `${place.app} ${place.environment} ${place.host}`;
}
