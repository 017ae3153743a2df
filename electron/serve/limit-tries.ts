import { isIP } from 'node:net';
import type { Clock } from '../core/runtime/clock.ts';

/** Counts failed tries, so that nobody guesses for long. */
export interface TryLimit {
  /** Milliseconds that this address has to wait; 0: it may try. */
  waitMs(address: string): number;
  failed(address: string): void;
}

export interface TryLimits {
  readonly windowMs: number;
  readonly perAddress: number;
  /** Of all addresses together. */
  readonly inAll: number;
}

/**
 * So many failures within a window that slides. One network of IPv6 counts as one address, for whoever has one has all of
 * its 2^64. What is kept is bounded by the limit of all together.
 */
export function createTryLimit(clock: Pick<Clock, 'ticks'>, limits: TryLimits): TryLimit {
  let failures: { readonly at: number; readonly from: string }[] = [];
  const recent = (): typeof failures => {
    const begin = clock.ticks() - limits.windowMs;
    failures = failures.filter(({ at }) => at > begin);
    return failures;
  };
  const waitFor = (list: readonly { readonly at: number }[], most: number): number => {
    const freeing = list.at(-most);
    return freeing === undefined ? 0 : Math.max(1, freeing.at + limits.windowMs - clock.ticks());
  };
  return {
    waitMs: (address) => {
      const all = recent();
      const from = networkOf(address);
      const own = all.filter((failure) => failure.from === from);
      return Math.max(waitFor(own, limits.perAddress), waitFor(all, limits.inAll));
    },
    failed: (address) => {
      recent().push({ at: clock.ticks(), from: networkOf(address) });
    },
  };
}

function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const full = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return full.slice(0, 4).join(':');
}
