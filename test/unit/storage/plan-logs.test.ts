import { describe, expect, it } from 'vitest';
import type { BuildLogEntry } from '../../../electron/core/db/build-log-entry.ts';
import { planLogs } from '../../../electron/core/storage/plan-logs.ts';
import { DAY, NOW } from './sample-facts.ts';

const entry = (build: number, days: number, release?: string): BuildLogEntry => ({
  id: `log-${build}`,
  build: `b${build}`,
  app: 'web',
  kind: 'build',
  at: NOW - days * DAY,
  bytes: 100,
  ...(release === undefined ? {} : { release }),
});

const settings = { keep: 5, days: 7, logs: 2, logDays: 90 };
const going = (entries: readonly BuildLogEntry[], kept: readonly string[] = []) =>
  planLogs(entries, new Set(kept), settings, NOW).removes.map(({ id }) => id);

describe('build logs', () => {
  it('go beyond the newest builds, of which a test log is part', () => {
    const test = { ...entry(9, 1), id: 'test-9', kind: 'test' as const };
    expect(going([entry(9, 1), test, entry(8, 2), entry(7, 3), entry(6, 4)])).toEqual(['log-7', 'log-6']);
  });

  it('go when they are too old, however few', () => {
    expect(going([entry(9, 89), entry(8, 91)])).toEqual(['log-8']);
  });

  it('stay while their release does', () => {
    expect(going([entry(9, 1), entry(8, 2), entry(7, 200, 'r7'), entry(6, 200, 'r6')], ['r7'])).toEqual([
      'log-6',
    ]);
  });

  it('that stay say why', () => {
    const entries = [entry(9, 1), entry(8, 2, 'r8'), entry(7, 200, 'r7'), entry(6, 200, 'r6')];
    const { keeps } = planLogs(entries, new Set(['r7', 'r8']), settings, NOW);
    expect(keeps.map(({ id, why }) => [id, why])).toEqual([
      ['log-9', 'newest'],
      ['log-8', 'release'],
      ['log-7', 'release'],
    ]);
  });
});
