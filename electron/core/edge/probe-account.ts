import { TIMELINE_BUCKETS } from '../../../shared/model/receipt.ts';
import { probeTimeline } from './probe-timeline.ts';
import type { ProbeCounts, ProbeResult, ProbeSummary } from './prober.ts';

/** What probes add up to. Times are ticks of one clock, milliseconds. */
export interface ProbeAccount {
  begin(at: number): void;
  /** `startedAt`: a probe that was under way while an interruption was announced belongs to the interruption. */
  add(result: ProbeResult, startedAt: number): void;
  announce(on: boolean, at: number): void;
  /** The machine slept until `at`: nobody asked meanwhile, and what was under way says nothing about what serves. */
  slept(at: number): void;
  interruptionMs(now: number): number;
  summary(now: number): Omit<ProbeSummary, 'via'>;
  /** How many have been answered or have failed so far, announced interruptions apart. */
  counts(): ProbeCounts;
}

const MOST_SAMPLES = 20;

/**
 * A gap is the time between the completions of two good answers that follow each other, so it contains the pause between two
 * probes and one answer's own time, and is never 0. The times from the beginning to the first good answer and from the
 * last one to the end are gaps too. A gap during which an interruption was announced, in part or whole, is an interruption
 * and not a gap. Percentiles and the timeline are of what was sent outside of interruptions, the former by nearest rank.
 */
export function probeAccount(): ProbeAccount {
  const latencies: number[] = [];
  const failureSamples: string[] = [];
  const timeline = probeTimeline(TIMELINE_BUCKETS);
  let failures = 0;
  let lastGoodAt: number | undefined;
  let longestGapMs = 0;
  let interruptionMs = 0;
  let announced = false;
  let announcedInGap = false;
  let excusedUntil = -Infinity;

  const gapEnds = (at: number): void => {
    if (lastGoodAt === undefined) return;
    const gap = Math.max(0, at - lastGoodAt);
    if (announcedInGap) interruptionMs = Math.max(interruptionMs, gap);
    else longestGapMs = Math.max(longestGapMs, gap);
  };

  return {
    begin(at) {
      lastGoodAt = at;
      announcedInGap = announced;
    },
    add(result, startedAt) {
      const excused = announced || startedAt < excusedUntil;
      if (!excused) timeline.add({ startedAt, ok: result.ok, latencyMs: result.latencyMs });
      if (result.ok) {
        if (!excused) latencies.push(result.latencyMs);
        // Probes overlap, so one that took longer may come in after one that was started later.
        if (lastGoodAt === undefined || result.at >= lastGoodAt) {
          gapEnds(result.at);
          lastGoodAt = result.at;
          announcedInGap = announced;
        }
      } else if (!excused) {
        failures += 1;
        if (failureSamples.length < MOST_SAMPLES) failureSamples.push(result.reason);
      }
    },
    announce(on, at) {
      if (announced && !on) excusedUntil = at;
      announced = on;
      announcedInGap ||= on;
    },
    slept(at) {
      excusedUntil = at;
      // Requests that were held went on waiting, or were refused: an interruption is not shortened by it.
      if (lastGoodAt !== undefined && !announcedInGap) lastGoodAt = at;
    },
    interruptionMs(now) {
      const underWay = announcedInGap && lastGoodAt !== undefined ? now - lastGoodAt : 0;
      return Math.max(interruptionMs, announced ? underWay : 0);
    },
    counts: () => ({ sent: latencies.length + failures, failed: failures }),
    summary(now) {
      gapEnds(now);
      const sorted = latencies.toSorted((a, b) => a - b);
      return {
        probes: latencies.length + failures,
        failures,
        longestGapMs,
        latencyP50Ms: percentile(sorted, 0.5),
        latencyP95Ms: percentile(sorted, 0.95),
        failureSamples: [...failureSamples],
        slices: timeline.slices(),
      };
    },
  };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
