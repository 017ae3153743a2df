import type { Mode } from '../../../../shared/model/app-config.ts';
import type { TrafficSample } from '../../../../shared/model/health-views.ts';
import { COLOURS } from '../../../../shared/model/colour.ts';
import type { AnswerCounters, EdgeLook } from '../../edge/watch-edge.ts';

/** Counters of an edge, and when they were read: `at` on the wall, `ticks` on the monotonic clock, milliseconds. */
export interface CountersAt {
  readonly at: number;
  readonly ticks: number;
  /** Counters begin anew with each container. */
  readonly container: string;
  readonly answers: EdgeLook['answers'];
}

/**
 * What an edge answered between two readings, both colours together. Counters that went back belong to an edge that was
 * restarted in between: what they say now has been counted since. Undefined without a time in between. Pure.
 */
export function trafficBetween(before: CountersAt, after: CountersAt, mode: Mode): TrafficSample | undefined {
  const seconds = (after.ticks - before.ticks) / 1000;
  if (seconds <= 0) return undefined;
  const restarted =
    before.container !== after.container || COLOURS.some((colour) => wentBack(before, after, colour));
  let requests = 0;
  let errors = 0;
  let waited = 0;
  for (const colour of COLOURS) {
    const now = after.answers[colour];
    const then = restarted ? undefined : before.answers[colour];
    const count = countOf(now, mode) - (then === undefined ? 0 : countOf(then, mode));
    requests += count;
    errors += failuresOf(now, mode) - (then === undefined ? 0 : failuresOf(then, mode));
    waited += count * now.answerMs;
  }
  return {
    at: after.at,
    requests: requests / seconds,
    errors: Math.max(0, errors) / seconds,
    ...(mode === 'http' && requests > 0 ? { latencyMs: waited / requests } : {}),
  };
}

function wentBack(before: CountersAt, after: CountersAt, colour: (typeof COLOURS)[number]): boolean {
  const then = before.answers[colour];
  const now = after.answers[colour];
  return now.connections < then.connections || now.requests < then.requests;
}

function countOf({ requests, connections }: AnswerCounters, mode: Mode): number {
  return mode === 'http' ? requests : connections;
}

function failuresOf({ failedAnswers, failedConnections }: AnswerCounters, mode: Mode): number {
  return mode === 'http' ? failedAnswers : failedConnections;
}
