import { expect, it } from 'vitest';
import { runRaces } from '../../support/races/run-races.ts';
import { testEngine } from '../../support/test-engine.ts';
import { useEngine } from '../../support/with-engine.ts';

/** The bench runs a thousand. */
const ROUNDS = 30;
const { busybox } = await useEngine();

it(`of two homes that take a placement of one engine at the same moment exactly one gets it, ${ROUNDS} times`, async () => {
  const { endpoint, run } = testEngine();
  const { clean, wrong } = await runRaces(ROUNDS, { endpoint, image: busybox, run });
  expect(wrong).toEqual([]);
  expect(clean).toBe(ROUNDS);
});
