/** Probes that were sent in a stretch of time. Ticks and latencies in milliseconds. */
export interface ProbeSlice {
  readonly from: number;
  readonly sent: number;
  readonly failed: number;
  readonly latencyMaxMs: number;
}

/** Width of a slice as long as all fit, milliseconds: a few probes each in a swap's usual rhythm. */
const FINEST_MS = 250;

export interface ProbeTimeline {
  add(probe: { readonly startedAt: number; readonly ok: boolean; readonly latencyMs: number }): void;
  slices(): readonly ProbeSlice[];
}

/** Keeps at most `most` slices: whenever there would be more, they become twice as wide. */
export function probeTimeline(most: number): ProbeTimeline {
  let origin: number | undefined;
  let width = FINEST_MS;
  let slices = new Map<number, ProbeSlice>();

  const put = (index: number, slice: ProbeSlice): void => {
    const known = slices.get(index);
    slices.set(index, known === undefined ? slice : merged(known, slice));
  };
  const widen = (): void => {
    const narrow = slices;
    width *= 2;
    slices = new Map();
    for (const slice of narrow.values()) put(Math.floor((slice.from - (origin ?? 0)) / width), slice);
  };

  return {
    add({ startedAt, ok, latencyMs }) {
      origin ??= startedAt;
      const place = () => Math.floor((startedAt - (origin ?? 0)) / width);
      const slice = { from: startedAt, sent: 1, failed: ok ? 0 : 1, latencyMaxMs: latencyMs };
      while (slices.size >= most && !slices.has(place())) widen();
      put(place(), slice);
    },
    slices: () => [...slices.values()].sort((a, b) => a.from - b.from),
  };
}

/** Two rows of slices as one of at most `most`, neighbours put together. */
export function joinSlices(rows: readonly ProbeSlice[], most: number): readonly ProbeSlice[] {
  const sorted = rows.toSorted((a, b) => a.from - b.from);
  const together = Math.max(1, Math.ceil(sorted.length / most));
  return Array.from({ length: Math.ceil(sorted.length / together) }, (_, index) =>
    sorted.slice(index * together, (index + 1) * together).reduce(merged),
  );
}

function merged(a: ProbeSlice, b: ProbeSlice): ProbeSlice {
  return {
    from: Math.min(a.from, b.from),
    sent: a.sent + b.sent,
    failed: a.failed + b.failed,
    latencyMaxMs: Math.max(a.latencyMaxMs, b.latencyMaxMs),
  };
}
