import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinSlices, probeTimeline } from '../../../electron/core/edge/probe-timeline.ts';

const probe = fc.record({
  startedAt: fc.integer({ min: 0, max: 3_600_000 }),
  ok: fc.boolean(),
  latencyMs: fc.integer({ min: 0, max: 5000 }),
});

describe('the timeline of probes', () => {
  it('tells stretches of a quarter of a second apart', () => {
    const timeline = probeTimeline(100);
    timeline.add({ startedAt: 1000, ok: true, latencyMs: 2 });
    timeline.add({ startedAt: 1100, ok: false, latencyMs: 9 });
    timeline.add({ startedAt: 1250, ok: true, latencyMs: 3 });
    expect(timeline.slices()).toEqual([
      { from: 1000, sent: 2, failed: 1, latencyMaxMs: 9 },
      { from: 1250, sent: 1, failed: 0, latencyMaxMs: 3 },
    ]);
  });

  it('keeps every probe, in order, in no more slices than asked for, however long it goes on', () => {
    fc.assert(
      fc.property(fc.array(probe, { maxLength: 300 }), fc.integer({ min: 1, max: 20 }), (probes, most) => {
        const timeline = probeTimeline(most);
        const ordered = probes.toSorted((a, b) => a.startedAt - b.startedAt);
        for (const each of ordered) timeline.add(each);
        const slices = timeline.slices();
        expect(slices.length).toBeLessThanOrEqual(most);
        expect(slices.map(({ from }) => from)).toEqual(
          slices.map(({ from }) => from).toSorted((a, b) => a - b),
        );
        expect(slices.reduce((sum, { sent }) => sum + sent, 0)).toBe(probes.length);
        expect(slices.reduce((sum, { failed }) => sum + failed, 0)).toBe(
          probes.filter(({ ok }) => !ok).length,
        );
        expect(Math.max(0, ...slices.map((slice) => slice.latencyMaxMs))).toBe(
          Math.max(0, ...probes.map((each) => each.latencyMs)),
        );
      }),
    );
  });

  it('joins two rows without losing one', () => {
    const slice = (from: number) => ({ from, sent: 2, failed: 1, latencyMaxMs: from });
    const joined = joinSlices([slice(50), slice(10), slice(20), slice(30), slice(40)], 3);
    expect(joined).toEqual([
      { from: 10, sent: 4, failed: 2, latencyMaxMs: 20 },
      { from: 30, sent: 4, failed: 2, latencyMaxMs: 40 },
      { from: 50, sent: 2, failed: 1, latencyMaxMs: 50 },
    ]);
  });
});
