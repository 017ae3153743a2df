import { describe, expect, it } from 'vitest';
import { countOf, formatCount } from '../../../electron/cli/format/format-count.ts';
import { formatDuration, formatSpan } from '../../../electron/core/runtime/format-duration.ts';
import { formatAge, formatExact, formatLeft } from '../../../electron/cli/format/format-time.ts';
import { formatBytes } from '../../../electron/core/runtime/format-bytes.ts';

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [0.42, '0.4 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [3249, '3.2 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 00 s'],
    [64_000, '1 min 04 s'],
    [3_599_700, '1 h 00 min'],
    [7_500_000, '2 h 05 min'],
    [86_399_000, '1 d 0 h'],
    [273_600_000, '3 d 4 h'],
    [-1500, '-1.5 s'],
    [Number.NaN, '?'],
  ])('of %d ms is said as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('in one unit is never rounded up', () => {
    expect([59_999, 3_599_999, 86_399_999, 172_800_000].map(formatSpan)).toEqual([
      '59 s',
      '59 min',
      '23 h',
      '2 d',
    ]);
  });
});

describe('an amount', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [4200, '4.2 kB'],
    [99_960, '100 kB'],
    [999_600, '1.0 MB'],
    [123_000_000, '123 MB'],
    [2.5e12, '2.5 TB'],
  ])('of %d bytes is said as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('of things has separators and a plural', () => {
    expect([formatCount(1_234_567), countOf(1, 'file'), countOf(1200, 'file')]).toEqual([
      '1,234,567',
      '1 file',
      '1,200 files',
    ]);
  });
});

describe('a time', () => {
  const now = new Date(2026, 10, 23, 4, 12, 9).getTime();

  it('is said by its distance while that is short', () => {
    expect([now, now - 8000, now - 180_000, now - 7_200_000].map((at) => formatAge(at, now))).toEqual([
      'just now',
      '8 s ago',
      '3 min ago',
      '2 h ago',
    ]);
  });

  it('is shown as it is when it is old, or when a clock has jumped back', () => {
    expect(formatAge(now - 40 * 86_400_000, now)).toBe('2026-10-14 04:12:09');
    expect(formatAge(now + 3_600_000, now)).toBe('2026-11-23 05:12:09');
    expect(formatAge(now + 2000, now)).toBe('just now');
    expect(formatExact(now)).toBe('2026-11-23 04:12:09');
  });

  it('to come is what is left of it', () => {
    expect([formatLeft(now + 720_000, now), formatLeft(now - 1, now)]).toEqual(['12 min left', 'due now']);
  });
});
