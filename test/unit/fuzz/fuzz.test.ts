import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzz } from '../../support/fuzz/fuzz-target.ts';
import { FUZZ_TARGETS } from '../../support/fuzz/fuzz-targets.ts';

/** A short run, each time with other cases; `npm run bench -- fuzz` tries 100,000 of each. */
const CASES = 300;

describe('what comes from elsewhere, damaged', () => {
  test.each(FUZZ_TARGETS)('$name', async (target) => {
    const { cases, report } = await fuzz(target, CASES, Date.now() % 2 ** 31);
    expect(report).toBeUndefined();
    expect(cases).toBe(CASES);
  });
});

test('a case that is not as it must be is counted, and told so that it can be made again', async () => {
  const property = fc.property(fc.nat(), (number) => number < 10) as fc.IProperty<unknown>;
  const { failures, report } = await fuzz({ name: 'small', property }, 1000, 7);
  expect(failures).toBe(1);
  expect(report).toContain('seed: 7');
});
