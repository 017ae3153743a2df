import type { Stores } from '../db/stores.ts';
import type { Clock } from '../runtime/clock.ts';
import { toFailure } from '../runtime/failure.ts';
import type { Log } from '../runtime/log.ts';

export interface SettlingDeps {
  readonly stores: Pick<Stores, 'dues' | 'deployments' | 'locks'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly settle: () => Promise<unknown>;
  /** Whether whoever holds this lock is gone. */
  readonly isLeft: (lock: { readonly machine: string; readonly pid: number }) => boolean;
}

export interface Settling {
  /** What is due may be another: somebody has written. */
  look(): void;
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
  let running: Promise<void> | undefined;
  let closed = false;

  const plan = (ticks: number): void => {
    if (closed || running !== undefined || ticks >= at) return;
    at = ticks;
    clearTimeout(timer);
    timer = setTimeout(settle, Math.max(0, ticks - clock.ticks()));
  };
  const settle = (): void => {
    at = Infinity;
    timer = undefined;
    running = deps
      .settle()
      .then(
        () => undefined,
        (error: unknown) =>
          log.warn('what is due could not be settled', { reason: toFailure(error).message }),
      )
      .finally(() => {
        running = undefined;
        endedAt = clock.ticks();
        look();
      });
  };
  const look = (): void => {
    if (closed || running !== undefined) return;
    const left = timeLeft(deps);
    const now = clock.ticks();
    plan(left > 0 ? now + Math.min(left, AT_LEAST_EVERY_MS) : Math.max(now, endedAt + AGAIN_MS));
  };
  plan(clock.ticks() + FIRST_MS);

  return {
    look,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Milliseconds until something is to be done. */
function timeLeft({ stores, clock, isLeft }: SettlingDeps): number {
  const [next] = stores.dues.ripe(Number.MAX_SAFE_INTEGER);
  const held = new Map(stores.locks.list().map((lock) => [keyOf(lock), lock]));
  const left = stores.deployments.unfinished().some((deployment) => {
    if (deployment.state !== 'running') return false;
    const lock = held.get(keyOf(deployment));
    return lock === undefined || isLeft(lock);
  });
  const stale = [...held.values()].some(isLeft);
  if (left || stale) return 0;
  return next === undefined ? Infinity : Math.max(0, next.at - clock.now());
}

function keyOf(place: { readonly app: string; readonly environment: string; readonly host: string }): string {
  return `${place.app} ${place.environment} ${place.host}`;
}
