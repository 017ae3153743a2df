import { describe, expect, it } from 'vitest';
import { probeAccount } from '../../../electron/core/edge/probe-account.ts';
import type { ProbeAccount } from '../../../electron/core/edge/probe-account.ts';

function good(account: ProbeAccount, at: number, latencyMs = 1): void {
  account.add({ ok: true, at, latencyMs }, at - latencyMs);
}

function bad(account: ProbeAccount, at: number, reason = 'refused'): void {
  account.add({ ok: false, at, latencyMs: 1, reason }, at - 1);
}

describe('what probes add up to', () => {
  it('is counted while it goes on, announced interruptions apart', () => {
    const account = probeAccount();
    account.begin(0);
    good(account, 10);
    bad(account, 20);
    account.announce(true, 25);
    bad(account, 30);
    account.announce(false, 40);
    good(account, 50);
    expect(account.counts()).toEqual({ sent: 3, failed: 1 });
  });

  it('is the longest time between two good answers, whatever failed between them', () => {
    const account = probeAccount();
    account.begin(0);
    good(account, 10);
    bad(account, 20);
    bad(account, 30);
    good(account, 45);
    good(account, 50);
    expect(account.summary(55)).toMatchObject({
      probes: 5,
      failures: 2,
      longestGapMs: 35,
      failureSamples: ['refused', 'refused'],
    });
  });

  it('leaves out what passed while the machine slept, and what was under way then', () => {
    const account = probeAccount();
    account.begin(0);
    good(account, 10);
    account.slept(28_800_000);
    bad(account, 28_800_000, 'no answer within 5000 ms');
    good(account, 28_800_030, 20);
    bad(account, 28_800_040);
    expect(account.summary(28_800_040)).toMatchObject({
      probes: 3,
      failures: 1,
      failureSamples: ['refused'],
      longestGapMs: 30,
      latencyP95Ms: 20,
    });
  });

  it('does not shorten an announced interruption by a sleep', () => {
    const account = probeAccount();
    account.begin(0);
    account.announce(true, 0);
    account.slept(20_000);
    account.announce(false, 20_010);
    good(account, 20_020);
    expect(account.interruptionMs(20_020)).toBe(20_020);
  });

  it('counts the time before the first and after the last good answer', () => {
    const late = probeAccount();
    late.begin(0);
    good(late, 40);
    expect(late.summary(45).longestGapMs).toBe(40);
    const early = probeAccount();
    early.begin(0);
    good(early, 5);
    expect(early.summary(105).longestGapMs).toBe(100);
  });

  it('is not shortened by an answer that overtook another', () => {
    const account = probeAccount();
    account.begin(0);
    good(account, 100);
    good(account, 60, 50);
    good(account, 110);
    expect(account.summary(110)).toMatchObject({ probes: 3, longestGapMs: 100 });
  });

  it('keeps an announced interruption apart: neither lost nor a gap, and its length is told', () => {
    const account = probeAccount();
    account.begin(0);
    good(account, 10);
    account.announce(true, 12);
    bad(account, 20);
    bad(account, 500);
    good(account, 710, 600);
    account.announce(false, 715);
    good(account, 720);
    expect(account.interruptionMs(730)).toBe(700);
    expect(account.summary(730)).toMatchObject({ probes: 2, failures: 0, longestGapMs: 10, latencyP95Ms: 1 });
  });

  it('excuses a probe that began during the interruption and failed after its end, and no later one', () => {
    const account = probeAccount();
    account.begin(0);
    account.announce(true, 10);
    account.announce(false, 20);
    account.add({ ok: false, at: 25, latencyMs: 10, reason: 'cut' }, 15);
    account.add({ ok: false, at: 35, latencyMs: 10, reason: 'lost' }, 25);
    expect(account.summary(40)).toMatchObject({ probes: 1, failures: 1, failureSamples: ['lost'] });
  });

  it('measures an interruption that is still under way', () => {
    const account = probeAccount();
    account.begin(0);
    good(account, 100);
    account.announce(true, 110);
    expect(account.interruptionMs(400)).toBe(300);
  });

  it('gives percentiles by nearest rank, and keeps the first twenty reasons', () => {
    const account = probeAccount();
    account.begin(0);
    for (let latency = 1; latency <= 100; latency += 1) good(account, 1000 + latency, latency);
    for (let index = 1; index <= 30; index += 1) bad(account, 2000, `reason ${index}`);
    const summary = account.summary(2000);
    expect(summary).toMatchObject({ latencyP50Ms: 50, latencyP95Ms: 95, failures: 30 });
    expect(summary.failureSamples).toHaveLength(20);
    expect(summary.failureSamples[0]).toBe('reason 1');
  });

  it('is all zero when nothing was sent', () => {
    expect(probeAccount().summary(5)).toEqual({
      probes: 0,
      failures: 0,
      longestGapMs: 0,
      latencyP50Ms: 0,
      latencyP95Ms: 0,
      failureSamples: [],
      slices: [],
    });
  });
});
