import { expect, it } from 'vitest';
import { runRaces } from '../../support/races/run-races.ts';

/** The bench runs a thousand. */
const ROUNDS = 30;

it(`of two processes that take a placement at the same moment exactly one gets it, ${ROUNDS} times`, async () => {
  const { clean, won, wrong } = await runRaces(ROUNDS);
  expect(wrong).toEqual([]);
  expect(clean).toBe(ROUNDS);
  expect(won[0] + won[1]).toBe(ROUNDS);
});
