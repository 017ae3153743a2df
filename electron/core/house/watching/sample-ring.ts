import type { TrafficSample } from '../../../../shared/model/health-views.ts';

/** Samples in the order of their times, the oldest making room for the newest. */
export interface SampleRing {
  add(sample: TrafficSample): void;
  /** Oldest first; only the last so many, if given. */
  list(last?: number): readonly TrafficSample[];
}

const FIRST_CAPACITY = 16;

/**
 * Plain arrays of numbers, 20 bytes for a sample: a thousand placements are remembered for a day within some 30 MB, and
 * what has just been opened takes next to nothing.
 */
export function createSampleRing(most: number): SampleRing {
  let capacity = Math.min(FIRST_CAPACITY, most);
  let times = new Float64Array(capacity);
  let values = new Float32Array(3 * capacity);
  let count = 0;
  let next = 0;

  const grow = (): void => {
    capacity = Math.min(2 * capacity, most);
    const [oldTimes, oldValues] = [times, values];
    times = new Float64Array(capacity);
    values = new Float32Array(3 * capacity);
    times.set(oldTimes);
    values.set(oldValues);
    next = count;
  };
  const read = (index: number): TrafficSample => {
    const [requests = 0, errors = 0, latencyMs = Number.NaN] = values.subarray(3 * index, 3 * index + 3);
    return {
      at: times[index] ?? 0,
      requests,
      errors,
      ...(Number.isNaN(latencyMs) ? {} : { latencyMs }),
    };
  };

  return {
    add: ({ at, requests, errors, latencyMs = Number.NaN }) => {
      if (count === capacity && capacity < most) grow();
      times[next] = at;
      values.set([requests, errors, latencyMs], 3 * next);
      next = (next + 1) % capacity;
      count = Math.min(count + 1, capacity);
    },
    list: (last = count) => {
      const wanted = Math.min(last, count);
      return Array.from({ length: wanted }, (_, index) =>
        read((next - wanted + index + 2 * capacity) % capacity),
      );
    },
  };
}
