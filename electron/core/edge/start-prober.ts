import type { Clock } from '../runtime/clock.ts';
import { toFailure } from '../runtime/failure.ts';
import { LEAP_MS } from '../runtime/start-patience.ts';
import { probeAccount } from './probe-account.ts';
import type { Prober, ProbeCounts, ProbeResult, ProbeSummary } from './prober.ts';

/** One way to send a probe. */
export interface ProbePath {
  readonly via: ProbeSummary['via'];
  /** More are not sent at the same time: when nothing answers, the rhythm must not pile up what each of them costs. */
  readonly mostUnderWay: number;
  /** `colour`: find out who answered, even where that costs more than the answer tells by itself. Rejects with a reason. */
  send(ask: { readonly colour: boolean; readonly signal: AbortSignal }): Promise<Answered>;
  close(): void;
}

export type Answered = Pick<ProbeResult & { ok: true }, 'servedBy' | 'status'>;

/** A probe that has no answer after so long has failed, milliseconds. */
const PROBE_LIMIT_MS = 5000;
/** As long as the way is not known. */
const MOST_WAITING = 100;
/** Between two times that the counts are told, milliseconds. */
const TELL_EVERY_MS = 250;

/**
 * Probes start in their rhythm whether or not earlier ones have been answered, so a slow answer does not hide the requests
 * that others would have sent meanwhile.
 */
export function startProber(
  clock: Clock,
  openPath: () => Promise<ProbePath>,
  onCounts: (counts: ProbeCounts) => void = () => undefined,
): Prober {
  const account = probeAccount();
  const underWay = new Set<Promise<unknown>>();
  const ended = new AbortController();
  let rhythm: NodeJS.Timeout | undefined;
  let path: Promise<ProbePath> | undefined;
  let known: ProbePath | undefined;
  let toldAt = -Infinity;
  let awakeAt = 0;

  const probe = async (colour: boolean, signal?: AbortSignal): Promise<ProbeResult> => {
    const startedAt = clock.ticks();
    const limit = AbortSignal.any([
      AbortSignal.timeout(PROBE_LIMIT_MS),
      ended.signal,
      ...(signal ? [signal] : []),
    ]);
    const result = await send(colour, limit).then(
      (answered): ProbeResult => ({
        ok: true,
        at: clock.ticks(),
        latencyMs: clock.ticks() - startedAt,
        ...answered,
      }),
      (error: unknown): ProbeResult => {
        const reason = limit.aborted ? `no answer within ${PROBE_LIMIT_MS} ms` : toFailure(error).message;
        return { ok: false, at: clock.ticks(), latencyMs: clock.ticks() - startedAt, reason };
      },
    );
    signal?.throwIfAborted();
    noticeSleep();
    account.add(result, startedAt);
    tellNowAndThen();
    return result;
  };
  /** Called in the rhythm, at its end, and before a result is counted: the timers of what was under way run out at the moment of waking. */
  const noticeSleep = (): void => {
    if (rhythm === undefined) return;
    const now = clock.ticks();
    if (now - awakeAt > LEAP_MS) account.slept(now);
    awakeAt = now;
  };
  const tellNowAndThen = (): void => {
    if (clock.ticks() - toldAt < TELL_EVERY_MS) return;
    toldAt = clock.ticks();
    onCounts(account.counts());
  };
  const send = async (colour: boolean, signal: AbortSignal): Promise<Answered> => {
    path ??= openPath();
    const opening = path;
    const opened = await opening.catch((error: unknown) => {
      if (path === opening) path = undefined;
      throw error;
    });
    known = opened;
    return opened.send({ colour, signal });
  };
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    const forget = () => underWay.delete(work);
    work.then(forget, forget);
    return work;
  };

  return {
    once: (signal) => tracked(probe(true, signal)),
    start(intervalMs) {
      clearInterval(rhythm);
      awakeAt = clock.ticks();
      account.begin(awakeAt);
      rhythm = setInterval(() => {
        noticeSleep();
        if (underWay.size < (known?.mostUnderWay ?? MOST_WAITING)) void tracked(probe(false));
      }, intervalMs);
    },
    announceInterruption: (on) => account.announce(on, clock.ticks()),
    async stop() {
      clearInterval(rhythm);
      noticeSleep();
      await Promise.allSettled(underWay);
      const summary = { ...account.summary(clock.ticks()), via: known?.via ?? 'port' };
      ended.abort();
      (await path?.catch(() => undefined))?.close();
      return summary;
    },
    interruptionMs: () => account.interruptionMs(clock.ticks()),
  };
}
