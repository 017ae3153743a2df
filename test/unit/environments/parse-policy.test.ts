import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPolicy, parsePolicy } from '../../../electron/core/environments/parse-policy.ts';
import { failureOf } from '../db/temporary-history.ts';

describe('what an environment requires', () => {
  it.each([
    ['', { tested: false, soakMs: 0, approval: false }],
    ['tested', { tested: true, soakMs: 0, approval: false }],
    ['approval, soak=1h30m', { tested: false, soakMs: 5_400_000, approval: true }],
    ['tested,soak=10m,approval', { tested: true, soakMs: 600_000, approval: true }],
  ])('%j', (text, policy) => {
    expect(parsePolicy(text)).toEqual(policy);
  });

  it.each([
    ['tetsed', 'Did you mean tested?'],
    ['soak', 'soak=10m'],
    ['soak=10', 'has no unit'],
    ['soak=0', 'at least'],
    ['tested=yes', 'takes no value'],
    ['tested,tested', 'twice'],
    ['blessed', 'There is tested, soak=TIME and approval.'],
  ])('refuses %j', (text, words) => {
    const failure = failureOf(() => parsePolicy(text));
    expect(failure.code).toBe('usage');
    expect(failure.message).toContain(words);
  });

  it('reads back what it writes', () => {
    const policy = fc.record({
      tested: fc.boolean(),
      soakMs: fc.integer({ min: 0, max: 1_000_000_000 }),
      approval: fc.boolean(),
    });
    fc.assert(
      fc.property(policy, (each) => {
        expect(parsePolicy(formatPolicy(each))).toEqual(each);
      }),
    );
  });
});
