/** What a swap cost, measured through the edge by a client on the same path as everybody else's requests. */
export interface Receipt {
  /** Requests (HTTP) or connections (TCP) sent while the swap went on. */
  readonly probes: number;
  /** Of those, how many got no answer, or an answer that the edge made up (502, 503, 504). */
  readonly failures: number;
  /** Longest time without a good answer, milliseconds. */
  readonly longestGapMs: number;
  readonly latencyP50Ms: number;
  readonly latencyP95Ms: number;
  /** Connections still open on the old colour when it was stopped; undefined until the standby has been drained. */
  readonly connectionsCut?: number;
  /** From the request for the map change to its confirmation by the edge, milliseconds. */
  readonly switchMs: number;
  /** From the start of the deployment until the new colour was seen to answer through the published port, milliseconds. */
  readonly untilServingMs: number;
  /** How long the placement was announced to be interrupted, milliseconds (edge replacement), or requests were held (hold-and-swap). */
  readonly interruptionMs?: number;
  /** `port`: through the published port from this machine. `inside`: from within the edge container, the port being out of reach. */
  readonly via: 'port' | 'inside';
  /** The failures that were seen, first ones first, at most 20. */
  readonly failureSamples: readonly string[];
  /** The probes in the order of time, in at most `TIMELINE_BUCKETS` stretches, those without a probe left out. */
  readonly timeline?: readonly ReceiptBucket[];
}

/** Most stretches of time that a receipt tells apart. */
export const TIMELINE_BUCKETS = 100;

/**
 * Probes that were sent in a stretch of time: when it begins (milliseconds since the deployment began), how many were sent and
 * how many of those failed, and the longest that one took, milliseconds. A tuple, since a history holds many of them.
 */
export type ReceiptBucket = readonly [atMs: number, sent: number, failed: number, latencyMaxMs: number];
