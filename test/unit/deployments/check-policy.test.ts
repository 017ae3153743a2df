import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../electron/core/deployments/planning/check-policy.ts';
import { sampleEnvironment, sampleRelease } from './sample-records.ts';

const minute = 60_000;
const strict = sampleEnvironment('prod', { policy: { tested: true, soakMs: 10 * minute, approval: true } });

describe('promotion policy', () => {
  it('takes a tested, soaked and approved release', () => {
    const facts = { environment: strict, release: sampleRelease(2), now: 20 * minute, approved: true };
    expect(checkPolicy({ ...facts, upstream: { name: 'staging', liveSince: 10 * minute } })).toEqual([]);
  });

  it('says every reason at once, and what to do about each', () => {
    const release = sampleRelease(2, { test: { state: 'untested' } });
    const refusals = checkPolicy({
      environment: strict,
      release,
      now: 0,
      approved: false,
      upstream: { name: 'staging' },
    });
    expect(refusals.map((refusal) => refusal.code)).toEqual(['tested', 'soak', 'approval']);
    expect(refusals.map((refusal) => refusal.message).join(' ')).toMatch(
      /Deploy it to staging first.*twinberth approve web prod v2/,
    );
  });

  it('says how much of the soak is left', () => {
    const [refusal] = checkPolicy({
      environment: strict,
      release: sampleRelease(2),
      now: 14.5 * minute,
      approved: true,
      upstream: { name: 'staging', liveSince: 10 * minute },
    });
    expect(refusal?.message).toContain('5 min 30 s left');
  });

  it('takes nothing for proven when the clock was set back', () => {
    const [refusal] = checkPolicy({
      environment: strict,
      release: sampleRelease(2),
      now: 0,
      approved: true,
      upstream: { name: 'staging', liveSince: 10 * minute },
    });
    expect(refusal?.message).toContain('10 min left');
  });

  it('asks for no soak where there is no environment before', () => {
    expect(checkPolicy({ environment: strict, release: sampleRelease(2), now: 0, approved: true })).toEqual(
      [],
    );
  });
});
