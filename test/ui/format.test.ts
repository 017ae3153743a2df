import { expect, test } from 'vitest';
import { formatAge } from '../../renderer/format/format-age.ts';
import { formatBytes } from '../../renderer/format/format-bytes.ts';
import { formatCount, formatNumber } from '../../renderer/format/format-count.ts';
import { formatDuration } from '../../renderer/format/format-duration.ts';
import { formatClockTime, formatMoment } from '../../renderer/format/format-moment.ts';
import { niceTicks } from '../../renderer/ui/chart/nice-ticks.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [4_100_000, '4.1 MB'],
  [9_949_999, '9.9 MB'],
  [9_950_000, '10 MB'],
  [999_499_999, '999 MB'],
  [999_500_000, '1.0 GB'],
  [6_200_000_000, '6.2 GB'],
  [-4_100_000, '-4.1 MB'],
  [NaN, '?'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0.01, '0 ms'],
  [0.4, '0.4 ms'],
  [38, '38 ms'],
  [999.6, '1.0 s'],
  [1400, '1.4 s'],
  [59.96 * SECOND, '1 min'],
  [64 * SECOND, '1 min 04 s'],
  [15 * MINUTE, '15 min'],
  [2 * HOUR + 10 * MINUTE, '2 h 10 min'],
  [HOUR - 1, '1 h'],
  [DAY - 1, '1 d'],
  [3 * DAY + 4 * HOUR, '3 d 4 h'],
  [-1400, '-1.4 s'],
  [Infinity, '?'],
])('%d ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [-9 * SECOND, 'just now'],
  [-48 * SECOND, '40 s'],
  [-(8 * MINUTE + 59 * SECOND), '8 min'],
  [-2 * HOUR, '2 h'],
  [-6.9 * DAY, '6 d'],
  [0.5 * SECOND, 'just now'],
  [5 * MINUTE, 'in 5 min'],
])('what is %d ms from now is %s', (distance, text) => {
  expect(formatAge(1_760_000_000_000 + distance, 1_760_000_000_000)).toBe(text);
});

test('a moment is written so that it sorts', () => {
  const at = new Date(2026, 2, 4, 14, 2, 9).getTime();
  expect(formatMoment(at)).toBe('2026-03-04 14:02:09');
  expect(formatClockTime(at)).toBe('14:02:09');
  expect(formatMoment(NaN)).toBe('?');
});

test('numbers agree with their nouns', () => {
  expect([0, 1, 3].map((count) => formatCount(count, 'host'))).toEqual(['0 hosts', '1 host', '3 hosts']);
  expect(formatCount(2, 'history', 'histories')).toBe('2 histories');
  expect([412, 12_400, 1_000_000].map(formatNumber)).toEqual(['412', '12\u202f400', '1\u202f000\u202f000']);
});

test('the values at the side of a chart are round and reach its highest point', () => {
  expect(niceTicks(98, 3)).toEqual([0, 50, 100]);
  expect(niceTicks(7, 3)).toEqual([0, 5, 10]);
  expect(niceTicks(0.6, 3)).toEqual([0, 0.2, 0.4, expect.closeTo(0.6)]);
  expect(niceTicks(0, 3)).toEqual([0, 1]);
});
