import { beforeEach, describe, expect, test } from 'vitest';
import { createTryLimit, type TryLimit } from '../../../electron/serve/limit-tries.ts';

let now: number;
let limit: TryLimit;

beforeEach(() => {
  now = 0;
  limit = createTryLimit({ ticks: () => now }, { windowMs: 60_000, perAddress: 3, inAll: 5 });
});

function fail(address: string, times: number): void {
  for (let index = 0; index < times; index += 1) limit.failed(address);
}

describe('failed tries', () => {
  test('are free until there are too many from one address, and then only that one waits', () => {
    fail('10.0.0.1', 2);
    expect(limit.waitMs('10.0.0.1')).toBe(0);
    fail('10.0.0.1', 1);
    expect(limit.waitMs('10.0.0.1')).toBe(60_000);
    expect(limit.waitMs('10.0.0.2')).toBe(0);
  });

  test('from many addresses count together', () => {
    for (const last of [1, 2, 3, 4, 5]) limit.failed(`10.0.0.${last}`);
    expect(limit.waitMs('10.0.0.99')).toBe(60_000);
  });

  test('are forgotten one by one as the window slides over them', () => {
    fail('10.0.0.1', 1);
    now = 20_000;
    fail('10.0.0.1', 2);
    expect(limit.waitMs('10.0.0.1')).toBe(40_000);
    now = 60_000;
    expect(limit.waitMs('10.0.0.1')).toBe(0);
    fail('10.0.0.1', 1);
    expect(limit.waitMs('10.0.0.1')).toBe(20_000);
  });

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'],
    ['2001:db8:0:0:1:2:3:4', '2001:db8::5'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['fe80::1%eth0', 'fe80::2'],
  ])('from %s and from %s are those of one network', (one, other) => {
    fail(one, 3);
    expect(limit.waitMs(other)).toBeGreaterThan(0);
  });

  test('from two networks of IPv6 are not', () => {
    fail('2001:db8:1:2::1', 3);
    expect(limit.waitMs('2001:db8:1:3::1')).toBe(0);
  });
});
