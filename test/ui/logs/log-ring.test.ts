import { describe, expect, test } from 'vitest';
import { LineRows } from '../../../renderer/screens/logs/line-rows.ts';
import { LogRing } from '../../../renderer/screens/logs/log-ring.ts';
import { MatchList } from '../../../renderer/screens/logs/match-list.ts';
import { searchLines } from '../../../renderer/screens/logs/search-lines.ts';
import type { BatchLine } from '../../../shared/model/log-batch.ts';

const lines = (texts: readonly string[], source = 0): { sources: []; lines: BatchLine[] } => ({
  sources: [],
  lines: texts.map((text) => ({ source, stream: 'stdout', text })),
});
const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, place) => `line ${from + place}`);
const held = (ring: LogRing): string[] =>
  Array.from({ length: ring.end - ring.first }, (_, place) => ring.lineAt(ring.first + place).text);

describe('a ring of lines', () => {
  test('holds the last lines, and knows how many came', () => {
    const ring = new LogRing(10);
    ring.add(lines(numbered(0, 7)));
    expect(held(ring)).toEqual(numbered(0, 7));
    ring.add(lines(numbered(7, 25)));
    expect(held(ring)).toEqual(numbered(15, 25));
    expect([ring.first, ring.end]).toEqual([15, 25]);
    expect(() => ring.lineAt(14)).toThrow('line 14 is not held');
  });

  test('lets lines go when they are too long together, but never the newest', () => {
    const ring = new LogRing(10, 100);
    ring.add(lines(['a'.repeat(60), 'b'.repeat(30), 'c'.repeat(30)]));
    expect(held(ring).map((text) => text[0])).toEqual(['b', 'c']);
    ring.add(lines(['d'.repeat(500)]));
    expect(held(ring).map((text) => text[0])).toEqual(['d']);
    ring.add(lines(['e']));
    expect(held(ring)).toEqual(['e']);
  });
});

describe('rows of lines', () => {
  test('keep their numbers while lines leave', () => {
    const ring = new LogRing(10);
    const rows = new LineRows(ring, () => true);
    ring.add(lines(numbered(0, 8)));
    rows.sync();
    expect([rows.first, rows.end, rows.held]).toEqual([0, 8, 8]);
    ring.add(lines(numbered(8, 30)));
    rows.sync();
    // Of the 22 that came at once, 12 had left before anybody looked.
    expect(rows.held).toBe(10);
    expect(rows.lineAt(rows.first)).toEqual({ line: 20, part: 0 });
    expect(rows.lineAt(rows.end - 1)).toEqual({ line: 29, part: 0 });
    expect(rows.lineAt(rows.end)).toBeUndefined();
    expect(rows.lineAt(rows.first - 1)).toBeUndefined();
  });

  test('are as many as a wrapped line takes', () => {
    const ring = new LogRing(10);
    ring.add(lines(['x'.repeat(95), '', 'y'.repeat(40), 'z'.repeat(41)]));
    const rows = new LineRows(ring, () => true, 40);
    expect(rows.end).toBe(3 + 1 + 1 + 2);
    expect(rows.lineAt(2)).toEqual({ line: 0, part: 2 });
    expect(rows.lineAt(6)).toEqual({ line: 3, part: 1 });
    expect([0, 1, 2, 3, 4].map((line) => rows.rowOf(line))).toEqual([0, 3, 4, 5, 7]);
  });

  test('are those of the sources that are shown', () => {
    const ring = new LogRing(10);
    for (let round = 0; round < 9; round += 1) ring.add(lines([`line ${round}`], round % 3));
    const rows = new LineRows(ring, (source) => source === 1);
    expect([0, 1, 2].map((row) => rows.lineAt(row)?.line)).toEqual([1, 4, 7]);
    expect(rows.rowOf(5)).toBe(2);
    expect(rows.held).toBe(3);
  });

  test('stay right over many turns of the ring', () => {
    const ring = new LogRing(100);
    const rows = new LineRows(ring, (source) => source === 0, 10);
    for (let round = 0; round < 3000; round += 1) {
      ring.add(lines(['x'.repeat(round % 35)], round % 2));
      if (round % 7 === 0) rows.sync();
    }
    rows.sync();
    const shown = Array.from({ length: rows.end - rows.first }, (_, place) =>
      rows.lineAt(rows.first + place),
    );
    const wanted: { line: number; part: number }[] = [];
    for (let line = 2900; line < 3000; line += 2)
      for (let part = 0; part < Math.max(1, Math.ceil((line % 35) / 10)); part += 1)
        wanted.push({ line, part });
    expect(shown).toEqual(wanted);
  });
});

describe('matches', () => {
  const found = (pattern: RegExp, texts: readonly string[]): MatchList => {
    const matches = new MatchList();
    matches.add(
      searchLines(pattern, texts),
      100,
      texts.map((_, place) => place % 2),
    );
    return matches;
  };
  const all = (): boolean => true;

  test('are marked where they are, in the text that is seen', () => {
    const matches = found(/err/g, ['\x1b[31merr\x1b[0m or err', 'none', 'err']);
    expect(matches.rangesIn(100)).toEqual([0, 3, 7, 10]);
    expect(matches.rangesIn(101)).toBeUndefined();
    expect(matches.rangesIn(102)).toEqual([0, 3]);
  });

  test('of nothing are none', () => {
    expect(found(/x*/g, ['abc', 'axc']).count(all)).toEqual({ total: 1, before: 0 });
  });

  test('are counted and gone through by line, round at both ends, for the sources that are shown', () => {
    const matches = found(/a/g, ['a', 'a', 'b', 'a', 'a']);
    expect(matches.count(all, 103)).toEqual({ total: 4, before: 2 });
    expect([100, 101, 104].map((line) => matches.next(line, false, all))).toEqual([101, 103, 100]);
    expect([104, 100].map((line) => matches.next(line, true, all))).toEqual([103, 104]);
    const even = (source: number): boolean => source === 0;
    expect(matches.count(even)).toEqual({ total: 2, before: 0 });
    expect(matches.next(100, false, even)).toBe(104);
    expect(matches.next(104, false, even)).toBe(100);
    expect(matches.next(0, false, () => false)).toBeUndefined();
  });

  test('are forgotten with their lines', () => {
    const matches = new MatchList();
    for (let round = 0; round < 20_000; round += 1) {
      matches.add({ hits: [0], counts: [1], ranges: [round % 50, (round % 50) + 1] }, round, [0]);
      matches.trim(round - 99);
    }
    expect(matches.count(all)).toEqual({ total: 100, before: 0 });
    expect(matches.rangesIn(19_950)).toEqual([0, 1]);
    expect(matches.rangesIn(19_949)).toEqual([49, 50]);
    expect(matches.rangesIn(19_899)).toBeUndefined();
  });
});
