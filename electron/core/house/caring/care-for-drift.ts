import type { DriftReport, DriftRequest } from '../../../../shared/model/drift.ts';
import type { Clock } from '../../runtime/clock.ts';
import { toFailure } from '../../runtime/failure.ts';
import type { Log } from '../../runtime/log.ts';

export interface DriftCareDeps {
  readonly clock: Pick<Clock, 'ticks'>;
  readonly log: Log;
  /** Between two looks at everything, milliseconds; 0: nothing is looked at, not on events either. */
  readonly everyMs: number;
  /** Rejects when the signal is aborted. */
  readonly scan: (request: DriftRequest, signal: AbortSignal) => Promise<readonly DriftReport[]>;
  readonly tell: (reports: readonly DriftReport[]) => void;
  /** Whether somebody, this process or another, is at work on an app in an environment. */
  readonly isBusy: (place: TouchedPlace) => boolean;
}

export interface TouchedPlace {
  readonly app: string;
  readonly environment: string;
}

export interface DriftCare {
  /** Something happened there that may be drift. */
  touched(place: TouchedPlace): void;
  /** A look that is under way is left off. */
  close(): Promise<void>;
}

/** The first look comes when the house has seen its hosts, milliseconds after the opening. */
const FIRST_MS = 5_000;
/** So long a placement must have been quiet before it is looked at, and it is at the latest after, milliseconds. */
const QUIET_MS = 2_000;
const CEILING_MS = 10_000;
/** What fails over and over is not looked at each time, milliseconds. */
const APART_MS = 30_000;
/** Somebody was at work there: asked again after so long, milliseconds. */
const BUSY_MS = 5_000;
/** A timer of Node takes 31 bits; when this one ends with nothing due, another is set, milliseconds. */
const LONGEST_TIMER_MS = 6 * 3_600_000;

interface Waiting {
  readonly place: TouchedPlace;
  readonly since: number;
  at: number;
}

/**
 * Looks for drift of everything now and then, and of a placement soon after something happened to it; one look at a time,
 * never at what is being deployed. Never spins.
 */
export function careForDrift(deps: DriftCareDeps): DriftCare {
  const { clock, log, everyMs } = deps;
  const waiting = new Map<string, Waiting>();
  const lookedAt = new Map<string, number>();
  let everythingAt = clock.ticks() + Math.min(FIRST_MS, everyMs);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const closed = new AbortController();

  const plan = (): void => {
    clearTimeout(timer);
    if (closed.signal.aborted || running !== undefined) return;
    const at = Math.min(everythingAt, ...[...waiting.values()].map((each) => each.at));
    timer = setTimeout(look, Math.min(LONGEST_TIMER_MS, Math.max(0, Math.ceil(at - clock.ticks()))));
  };
  const look = (): void => {
    running = lookAtWhatIsDue()
      .catch((error: unknown) => {
        if (closed.signal.aborted) return;
        log.warn('drift could not be looked for', { reason: toFailure(error).message });
      })
      .finally(() => {
        running = undefined;
        plan();
      });
  };
  const lookAtWhatIsDue = async (): Promise<void> => {
    if (clock.ticks() >= everythingAt) {
      everythingAt = clock.ticks() + everyMs;
      // Whoever is busy is told so, and waits again.
      waiting.clear();
      await scan({});
    }
    for (const [key, each] of [...waiting]) {
      if (closed.signal.aborted) return;
      if (each.at > clock.ticks()) continue;
      if (deps.isBusy(each.place)) each.at = clock.ticks() + BUSY_MS;
      else {
        waiting.delete(key);
        lookedAt.set(key, clock.ticks());
        await scan(each.place);
      }
    }
  };
  const scan = async (request: DriftRequest): Promise<void> => {
    const reports = await deps.scan(request, closed.signal);
    if (closed.signal.aborted) return;
    deps.tell(reports);
    for (const report of reports) if (report.state === 'busy') wait(report, BUSY_MS, BUSY_MS);
  };
  const wait = ({ app, environment }: TouchedPlace, quietMs: number, ceilingMs: number): void => {
    const key = `${app}/${environment}`;
    const now = clock.ticks();
    const since = waiting.get(key)?.since ?? now;
    const apart = (lookedAt.get(key) ?? -Infinity) + APART_MS;
    const at = Math.max(Math.min(now + quietMs, since + ceilingMs), apart);
    waiting.set(key, { place: { app, environment }, since, at });
  };

  if (everyMs > 0) plan();
  return {
    touched: (place) => {
      if (closed.signal.aborted || everyMs === 0) return;
      wait(place, QUIET_MS, CEILING_MS);
      plan();
    },
    close: async () => {
      closed.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
