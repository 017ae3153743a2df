import { describe, expect, test } from 'vitest';
import type { AnswerCounters } from '../../../electron/core/edge/watch-edge.ts';
import { createTrafficMemory } from '../../../electron/core/house/watching/remember-traffic.ts';
import { createSampleRing } from '../../../electron/core/house/watching/sample-ring.ts';
import { trafficBetween, type CountersAt } from '../../../electron/core/house/watching/traffic-rates.ts';

const NONE: AnswerCounters = {
  requests: 0,
  connections: 0,
  failedAnswers: 0,
  failedConnections: 0,
  answerMs: 0,
};

function read(
  seconds: number,
  counters: { readonly blue?: Partial<AnswerCounters>; readonly green?: Partial<AnswerCounters> },
  container = 'edge-1',
): CountersAt {
  return {
    at: 1000 * seconds,
    ticks: 1000 * seconds,
    container,
    answers: { blue: { ...NONE, ...counters.blue }, green: { ...NONE, ...counters.green } },
  };
}

describe('traffic between two readings', () => {
  test('is a rate, of both colours together', () => {
    const before = read(10, { blue: { requests: 100, failedAnswers: 1 } });
    const after = read(15, {
      blue: { requests: 130, failedAnswers: 2, answerMs: 10 },
      green: { requests: 10, failedAnswers: 4, answerMs: 50 },
    });
    expect(trafficBetween(before, after, 'http')).toEqual({
      at: 15_000,
      requests: 8,
      errors: 1,
      latencyMs: 20,
    });
  });

  test('says nothing of times without requests', () => {
    const sample = trafficBetween(read(0, {}), read(5, { blue: { answerMs: 7 } }), 'http');
    expect(sample).toEqual({ at: 5000, requests: 0, errors: 0 });
  });

  test('counts connections in TCP mode, and has no latency there', () => {
    const after = read(5, { blue: { connections: 10, failedConnections: 5, requests: 99, answerMs: 3 } });
    expect(trafficBetween(read(0, {}), after, 'tcp')).toEqual({ at: 5000, requests: 2, errors: 1 });
  });

  test.each([
    ['counters that went back', 'edge-1'],
    ['another container', 'edge-2'],
  ])('begins anew with an edge that was restarted: %s', (_how, container) => {
    const before = read(0, { blue: { requests: 1000, connections: 500, failedAnswers: 50 } });
    const after = read(5, { blue: { requests: 10, connections: 5, failedAnswers: 5 } }, container);
    expect(trafficBetween(before, after, 'http')).toMatchObject({ requests: 2, errors: 1 });
  });

  test('needs a time in between', () => {
    expect(trafficBetween(read(5, {}), read(5, {}), 'http')).toBeUndefined();
  });
});

describe('remembered samples', () => {
  const sample = (at: number, requests = at, latencyMs?: number) => ({
    at,
    requests,
    errors: 0,
    ...(latencyMs === undefined ? {} : { latencyMs }),
  });

  test.each([1, 15, 16, 17, 100, 101, 250])('are the newest, oldest first, after %i of them', (count) => {
    const ring = createSampleRing(100);
    for (let at = 1; at <= count; at += 1) ring.add(sample(at));
    const first = Math.max(1, count - 99);
    const expected = Array.from({ length: count - first + 1 }, (_, index) => first + index);
    expect(ring.list().map(({ at }) => at)).toEqual(expected);
    expect(ring.list(3).map(({ at }) => at)).toEqual(expected.slice(-3));
  });

  test('know where there was no latency', () => {
    const ring = createSampleRing(10);
    ring.add(sample(1));
    ring.add(sample(2, 2, 0));
    expect(ring.list()).toEqual([sample(1), sample(2, 2, 0)]);
  });

  test('are summed up by minutes for a day, with what was not watched left out', () => {
    const memory = createTrafficMemory();
    for (let at = 0; at < 120_000; at += 5_000) memory.add('a', sample(at, at < 60_000 ? 2 : 4, 10));
    memory.add('a', { at: 600_000, requests: 1, errors: 0.5 });
    expect(memory.list('a', 'day')).toEqual([
      { at: 0, requests: 2, errors: 0, latencyMs: 10 },
      { at: 60_000, requests: 4, errors: 0, latencyMs: 10 },
      { at: 600_000, requests: 1, errors: 0.5 },
    ]);
    expect(memory.list('a', 'recent')).toHaveLength(25);
    expect(memory.list('a', 'recent', 2).map(({ at }) => at)).toEqual([115_000, 600_000]);
  });

  test('are bounded, and go with their placement', () => {
    const memory = createTrafficMemory();
    for (let minute = 0; minute < 2000; minute += 1) memory.add('a', sample(minute * 60_000));
    expect(memory.list('a', 'recent')).toHaveLength(180);
    expect(memory.list('a', 'day')).toHaveLength(1441);
    memory.forget('a');
    expect(memory.list('a', 'day')).toEqual([]);
  });
});
