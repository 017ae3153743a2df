import { describe, expect, it } from 'vitest';
import { startPatience } from '../../../electron/core/runtime/start-patience.ts';

const HOUR = 3_600_000;

/** A clock that stands still until it is told to go on, and patience that began on it. */
function begin(limitMs: number) {
  let ticks = 5_000;
  const patience = startPatience({ ticks: () => ticks }, limitMs);
  return {
    patience,
    after: (ms: number): boolean => {
      ticks += ms;
      return patience.isOver();
    },
  };
}

describe('a limit', () => {
  it('is used up by the time that passes', () => {
    const { patience, after } = begin(60_000);
    expect(after(9_000)).toBe(false);
    expect(patience.left()).toBe(51_000);
    for (let turn = 0; turn < 5; turn += 1) expect(after(10_000)).toBe(false);
    expect(patience.waited()).toBe(59_000);
    expect(after(1_000)).toBe(true);
    expect(patience.left()).toBe(0);
  });

  it('of nothing is over at once', () => {
    expect(begin(0).after(0)).toBe(true);
  });

  it('is not used up by a machine that slept, however late in the wait', () => {
    const { patience, after } = begin(60_000);
    for (let turn = 0; turn < 5; turn += 1) expect(after(10_000)).toBe(false);
    expect(after(9_999)).toBe(false);
    expect(after(8 * HOUR)).toBe(false);
    expect(patience.left()).toBe(45_000);
    for (let turn = 0; turn < 4; turn += 1) expect(after(10_000)).toBe(false);
    expect(after(5_000)).toBe(true);
  });

  it('ends also where every single look takes long', () => {
    const { after } = begin(60_000);
    const turns = [after(40_000), after(40_000), after(40_000), after(40_000)];
    expect(turns).toEqual([false, false, false, true]);
  });
});
