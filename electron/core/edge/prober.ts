import type { Colour } from '../../../shared/model/colour.ts';
import type { ProbeSlice } from './probe-timeline.ts';

/** One probe's outcome. */
export type ProbeResult =
  | {
      readonly ok: true;
      readonly at: number;
      readonly latencyMs: number;
      readonly servedBy?: Colour;
      readonly status?: number;
    }
  | { readonly ok: false; readonly at: number; readonly latencyMs: number; readonly reason: string };

/** So far. */
export interface ProbeCounts {
  readonly sent: number;
  readonly failed: number;
}

export interface ProbeSummary {
  readonly probes: number;
  readonly failures: number;
  readonly longestGapMs: number;
  readonly latencyP50Ms: number;
  readonly latencyP95Ms: number;
  readonly via: 'port' | 'inside';
  readonly failureSamples: readonly string[];
  /** In the order of time; ticks of the clock that the prober was given. */
  readonly slices: readonly ProbeSlice[];
}

/**
 * A client of the placement, on the path that everybody's requests take. In HTTP mode it alternates between kept and new
 * connections and learns from the edge which colour answered; in TCP mode a probe is a connection that the colour accepts.
 */
export interface Prober {
  /** One probe now, outside the rhythm; counted like the others. */
  once(signal?: AbortSignal): Promise<ProbeResult>;
  /** Begins to probe in a rhythm. Probes of an announced interruption are counted apart. */
  start(intervalMs: number): void;
  /** While set, failures do not count as lost but lengthen the announced interruption. */
  announceInterruption(on: boolean): void;
  /** Ends the rhythm and waits for probes under way. */
  stop(): Promise<ProbeSummary>;
  /** Longest span without a good answer while an interruption was announced, milliseconds. */
  interruptionMs(): number;
}
