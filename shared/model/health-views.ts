/** `unknown`: the engine does not answer. `gone`: recorded, but its containers are not there. `empty`: nothing deployed. */
export type PlacementHealth = 'well' | 'degraded' | 'down' | 'unknown' | 'gone' | 'empty';

/** It does not fare as it should, as far as is known: `unknown` is told by its host, and `empty` is nobody's fault. */
export function isTrouble(health: PlacementHealth): health is 'degraded' | 'down' | 'gone' {
  return health === 'degraded' || health === 'down' || health === 'gone';
}

/** What an edge saw since the sample before. */
export interface TrafficSample {
  readonly at: number;
  /** Per second. HTTP: requests; TCP: connections. */
  readonly requests: number;
  /** Per second: 5xx answers, and requests that got none. */
  readonly errors: number;
  /** Mean time to answer of the last 1024 requests, milliseconds; absent in TCP mode and without requests. */
  readonly latencyMs?: number;
}

/** Oldest first. `recent`: some minutes, every few seconds; `day`: a day, every minute, with what was not watched left out. */
export interface TrafficSeries {
  readonly span: 'recent' | 'day';
  readonly samples: readonly TrafficSample[];
}

/** A placement's health became another. */
export interface HealthChange {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  readonly at: number;
  readonly from?: PlacementHealth;
  readonly to: PlacementHealth;
  /** Why, in a sentence: `web-prod-blue-1 ended with code 137 (out of memory)`. */
  readonly why?: string;
  /** `restart`, `oom`: something happened to a container although the health stayed. */
  readonly event?: 'restart' | 'oom';
}
