import { expect, test } from 'vitest';
import { matchText } from '../../renderer/palette/match-text.ts';

const score = (query: string, text: string): number | undefined => matchText(query.split(' '), text)?.score;

test('a word counts more than its beginning, that more than its middle, and that more than scattered letters', () => {
  const scores = ['prod', 'pro', 'rod', 'pd'].map((query) => score(query, 'web in prod'));
  expect(scores.every((one) => one !== undefined)).toBe(true);
  expect(scores).toEqual(scores.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
  expect(new Set(scores).size).toBe(scores.length);
});

test('every word has to be found, in whatever order', () => {
  expect(score('prod web', 'promote web to prod')).toBe(score('web prod', 'promote web to prod'));
  expect(score('web dev', 'promote web to prod')).toBeUndefined();
});

test('letters are found one after the other, the first where a word begins', () => {
  expect(matchText(['pwtp'], 'promote web to prod')?.places).toEqual([0, 8, 12, 15]);
  expect(score('romote web', 'promote web to prod')).toBeDefined();
  expect(score('rwtp', 'promote web to prod')).toBeUndefined();
  expect(score('ptp', 'promote web to prod')).toBeGreaterThan(score('pot', 'promote web to prod') ?? 0);
});

test('what was found is told by its places', () => {
  expect(matchText(['web', 'pro'], 'promote web')?.places).toEqual([0, 1, 2, 8, 9, 10]);
  expect(matchText([], 'anything')).toEqual({ score: 0, places: [] });
});
