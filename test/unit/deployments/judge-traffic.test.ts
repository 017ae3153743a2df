import { describe, expect, it } from 'vitest';
import { judgeTraffic } from '../../../electron/core/deployments/steps/bake.ts';
import { BAKE_MIN_ANSWERS } from '../../../shared/model/app-config.ts';
import type { ColourTraffic } from '../../../electron/core/edge/edge.ts';

const none: ColourTraffic = {
  requests: 1000,
  connections: 0,
  answers2xx: 1000,
  answers4xx: 0,
  answers5xx: 500,
  connectErrors: 0,
  responseErrors: 0,
  openSessions: 0,
  queued: 0,
};
const after = (change: Partial<ColourTraffic>): ColourTraffic => ({ ...none, ...change });
const limit = { bakeMaxErrorRate: 0.05 };

describe('judging the answers of a bake', () => {
  it('looks only at what came since the switch', () => {
    expect(judgeTraffic(none, after({ requests: 1100 }), limit)).toEqual({ answers: 100 });
  });

  it('counts the 5xx of the app and the connections that it broke', () => {
    const verdict = judgeTraffic(none, after({ requests: 1100, answers5xx: 503, responseErrors: 3 }), limit);
    expect(verdict.problem).toContain('6 of 100');
  });

  it('allows exactly the limit', () => {
    expect(judgeTraffic(none, after({ requests: 1100, answers5xx: 505 }), limit).problem).toBeUndefined();
  });

  it('says nothing of a handful of answers', () => {
    const few = after({ requests: 1000 + BAKE_MIN_ANSWERS - 1, answers5xx: 500 + BAKE_MIN_ANSWERS - 1 });
    expect(judgeTraffic(none, few, limit).problem).toBeUndefined();
  });
});
