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
}
