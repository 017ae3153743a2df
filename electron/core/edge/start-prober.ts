import type { Clock } from '../runtime/clock.ts';
import { toFailure } from '../runtime/failure.ts';
import { probeAccount } from './probe-account.ts';
import type { Prober, ProbeCounts, ProbeResult, ProbeSummary } from './prober.ts';

/** One way to send a probe. */
export interface ProbePath {
  readonly via: ProbeSummary['via'];
  /** `colour`: find out who answered, even where that costs more than the answer tells by itself. Rejects with a reason. */
  send(ask: { readonly colour: boolean; readonly signal: AbortSignal }): Promise<Answered>;
  close(): void;
}

export type Answered = Pick<ProbeResult & { ok: true }, 'servedBy' | 'status'>;

/** A probe that has no answer after so long has failed, milliseconds. */
const PROBE_LIMIT_MS = 5000;
/** More are not sent at the same time: when nothing answers, the rhythm must not pile up sockets. */
const MOST_UNDER_WAY = 100;
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
  let via: ProbeSummary['via'] = 'port';
  let toldAt = -Infinity;

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
    account.add(result, startedAt);
    tellNowAndThen();
    return result;
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
    via = opened.via;
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
      account.begin(clock.ticks());
      rhythm = setInterval(() => {
        if (underWay.size < MOST_UNDER_WAY) void tracked(probe(false));
      }, intervalMs);
    },
    announceInterruption: (on) => account.announce(on, clock.ticks()),
    async stop() {
      clearInterval(rhythm);
      await Promise.allSettled(underWay);
      const summary = { ...account.summary(clock.ticks()), via };
      ended.abort();
      (await path?.catch(() => undefined))?.close();
      return summary;
    },
    interruptionMs: () => account.interruptionMs(clock.ticks()),
  };
}
