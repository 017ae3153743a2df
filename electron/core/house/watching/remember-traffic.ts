import type { TrafficSample, TrafficSeries } from '../../../../shared/model/health-views.ts';
import { createSampleRing, type SampleRing } from './sample-ring.ts';

/** What was seen of every placement's requests, as long as this process lives. */
export interface TrafficMemory {
  add(key: string, sample: TrafficSample): void;
  list(key: string, span: TrafficSeries['span'], last?: number): readonly TrafficSample[];
  /** The placement is no more. */
  forget(key: string): void;
}

/** 15 minutes at the full rate of one in five seconds. */
const RECENT = 180;
/** A day of minutes. */
const MINUTES = 1440;
const MINUTE_MS = 60_000;

interface Remembered {
  readonly recent: SampleRing;
  readonly day: SampleRing;
  minute: Minute | undefined;
}

interface Minute {
  readonly at: number;
  count: number;
  requests: number;
  errors: number;
  /** Latencies weighted by requests. */
  waited: number;
  answered: number;
}

export function createTrafficMemory(): TrafficMemory {
  const places = new Map<string, Remembered>();
  const remembered = (key: string): Remembered => {
    const known = places.get(key);
    if (known !== undefined) return known;
    const fresh = { recent: createSampleRing(RECENT), day: createSampleRing(MINUTES), minute: undefined };
    places.set(key, fresh);
    return fresh;
  };

  return {
    add: (key, sample) => {
      const place = remembered(key);
      place.recent.add(sample);
      const at = Math.floor(sample.at / MINUTE_MS) * MINUTE_MS;
      if (place.minute !== undefined && place.minute.at !== at) place.day.add(summaryOf(place.minute));
      if (place.minute?.at !== at) place.minute = emptyMinute(at);
      addTo(place.minute, sample);
    },
    list: (key, span, last) => {
      const place = places.get(key);
      if (place === undefined) return [];
      if (span === 'recent') return place.recent.list(last);
      const minutes = [...place.day.list(), ...(place.minute === undefined ? [] : [summaryOf(place.minute)])];
      return last === undefined ? minutes : minutes.slice(-last);
    },
    forget: (key) => void places.delete(key),
  };
}

function emptyMinute(at: number): Minute {
  return { at, count: 0, requests: 0, errors: 0, waited: 0, answered: 0 };
}

function addTo(minute: Minute, { requests, errors, latencyMs }: TrafficSample): void {
  minute.count += 1;
  minute.requests += requests;
  minute.errors += errors;
  if (latencyMs === undefined) return;
  minute.waited += latencyMs * requests;
  minute.answered += requests;
}

function summaryOf({ at, count, requests, errors, waited, answered }: Minute): TrafficSample {
  return {
    at,
    requests: requests / count,
    errors: errors / count,
    ...(answered === 0 ? {} : { latencyMs: waited / answered }),
  };
}
