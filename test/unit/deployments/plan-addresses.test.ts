import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidateSubnets,
  edgeAddress,
  freeSlot,
  MAX_REPLICAS,
  replicaAddress,
  slotOfAddress,
  SLOTS_PER_NETWORK,
} from '../../../electron/core/deployments/planning/plan-addresses.ts';

describe('addresses of a berth', () => {
  it('gives every edge and replica of every berth an address of its own, inside the network', () => {
    const subnet = '10.192.32.0/19';
    const seen = new Set<string>();
    let count = 0;
    for (let slot = 1; slot <= SLOTS_PER_NETWORK; slot += 1) {
      const addresses = [edgeAddress(subnet, slot)];
      for (const colour of ['blue', 'green'] as const) {
        for (let replica = 1; replica <= MAX_REPLICAS; replica += 1)
          addresses.push(replicaAddress(subnet, slot, colour, replica));
      }
      for (const address of addresses) {
        seen.add(address);
        count += 1;
        expect(slotOfAddress(subnet, address)).toBe(slot);
      }
    }
    expect(seen.size).toBe(count);
    expect(seen.has('10.192.32.1'), 'the gateway is left to the engine').toBe(false);
    expect(seen.has('10.192.63.255'), 'the broadcast address is left alone').toBe(false);
  });

  it('refuses a replica beyond the berth', () => {
    expect(() => replicaAddress('10.192.0.0/19', 1, 'blue', MAX_REPLICAS + 1)).toThrow(RangeError);
  });

  it('takes the lowest slot that is free and says so when none is', () => {
    expect(freeSlot(new Set([1, 2, 4]), 'prod')).toBe(3);
    const all = new Set(Array.from({ length: SLOTS_PER_NETWORK }, (_, index) => index + 1));
    expect(() => freeSlot(all, 'prod')).toThrow(/prod has no addresses left/);
  });
});

describe('subnets for a new network', () => {
  it('offers none that overlaps one in use', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const cidr = fc
      .tuple(fc.integer({ min: 192, max: 255 }), octet, octet, fc.integer({ min: 8, max: 32 }))
      .map(([b, c, d, prefix]) => `10.${b}.${c}.${d}/${prefix}`);
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 8 }), (used) => {
        const first = candidateSubnets(used).next();
        if (first.done === true) return;
        for (const other of used) expect(overlaps(first.value, other)).toBe(false);
      }),
    );
  });

  it('is not disturbed by IPv6 networks', () => {
    expect(candidateSubnets(['fd00::/64', '172.17.0.0/16']).next().value).toBe('10.192.0.0/19');
  });
});

function overlaps(a: string, b: string): boolean {
  const range = (cidr: string) => {
    const [address = '', prefix = ''] = cidr.split('/');
    const size = 2 ** (32 - Number(prefix));
    const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    return { from: value - (value % size), to: value - (value % size) + size };
  };
  const left = range(a);
  const right = range(b);
  return left.from < right.to && right.from < left.to;
}
