import { TIMELINE_BUCKETS, type Receipt } from '../../../../shared/model/receipt.ts';
import type { ProbeSummary } from '../../edge/prober.ts';
import { joinSlices, type ProbeSlice } from '../../edge/probe-timeline.ts';
import type { Swap } from '../swap.ts';

/** Ends the probing and records what the swap cost. Kept from a swap that failed, too: it shows that nobody noticed. */
export async function writeReceipt(swap: Swap): Promise<string | undefined> {
  const { deps, deployment, found, startedTicks } = swap;
  if (found.edge === undefined) return undefined;
  const { slices, ...probes } = join(found.earlierProbes, await found.edge.prober.stop());
  const receipt: Receipt = {
    ...probes,
    timeline: timelineOf(slices, startedTicks),
    switchMs: found.switchMs ?? 0,
    untilServingMs: found.untilServingMs ?? 0,
    ...(found.interruptionMs === undefined ? {} : { interruptionMs: found.interruptionMs }),
    ...(found.connectionsCut === undefined ? {} : { connectionsCut: found.connectionsCut }),
  };
  deps.stores.deployments.update(deployment.id, { receipt });
  return `${receipt.probes} probes, ${receipt.failures} failed, longest gap ${Math.round(receipt.longestGapMs)} ms`;
}

/** Two probers in a row, where the edge was replaced between them. Percentiles are those of the longer row. */
function join(first: ProbeSummary | undefined, second: ProbeSummary): ProbeSummary {
  if (first === undefined) return second;
  const longer = first.probes > second.probes ? first : second;
  return {
    ...longer,
    probes: first.probes + second.probes,
    failures: first.failures + second.failures,
    longestGapMs: Math.max(first.longestGapMs, second.longestGapMs),
    failureSamples: [...first.failureSamples, ...second.failureSamples].slice(0, 20),
    slices: joinSlices([...first.slices, ...second.slices], TIMELINE_BUCKETS),
  };
}

/** Whole milliseconds, and tenths for latencies: it is there to be drawn. */
function timelineOf(slices: readonly ProbeSlice[], start: number): NonNullable<Receipt['timeline']> {
  return slices.map(({ from, sent, failed, latencyMaxMs }) => [
    Math.max(0, Math.round(from - start)),
    sent,
    failed,
    Math.round(latencyMaxMs * 10) / 10,
  ]);
}
