import type { DurationLimits } from './duration.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** What is possible at all, for settings and files alike; beyond these lies a slip rather than an intent. */
export const LIMITS = {
  interval: { min: 10, max: HOUR },
  timeout: { min: 1, max: HOUR },
  stable: { max: DAY },
  deadline: { min: 1, max: DAY },
  bake: { max: DAY },
  warmFor: { max: 365 * DAY },
  drain: { max: 7 * DAY },
  stopGrace: { max: DAY },
  testTimeout: { min: 1, max: DAY },
  driftEvery: { max: 365 * DAY },
  gcEvery: { max: 365 * DAY },
  lockMargin: { min: 60 * SECOND, max: 365 * DAY },
  rise: 100,
  /** Four bits of the addresses in a berth's block. */
  replicas: 15,
  maxConnections: 1_000_000,
  keptReleases: 10_000,
  keptDays: 36_500,
  keptLogs: 1_000_000,
} as const satisfies Record<string, DurationLimits | number>;
