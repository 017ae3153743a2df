import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Failure } from '../core/runtime/failure.ts';

/** Where the server listens: an address of this machine, as numbers. */
export interface ListenAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** Only this machine can reach it. */
  readonly loopback: boolean;
  /** Every address of this machine. */
  readonly wildcard: boolean;
}

/** `localhost` is 127.0.0.1; other names are refused with `usage`, because what a name stands for may change. */
export function parseListenAddress(text: string): ListenAddress {
  const bare = text === 'localhost' ? '127.0.0.1' : text.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  if (family === 0) {
    throw new Failure(
      'usage',
      `--listen takes an address in numbers, such as 127.0.0.1, 192.168.1.20, ::1 or 0.0.0.0 (every one), not ${JSON.stringify(text)}.`,
      { listen: text },
    );
  }
  return {
    address: bare,
    family: family === 4 ? 4 : 6,
    loopback: isLoopback(bare),
    wildcard: bare === '0.0.0.0' || /^[0:]+$/.test(bare),
  };
}

/** The same; refused with `usage` when others can reach it and nothing is encrypted. */
export function requireSafeAddress(text: string, tls: boolean): ListenAddress {
  const listen = parseListenAddress(text);
  if (listen.loopback || tls) return listen;
  throw new Failure(
    'usage',
    `${listen.address} can be reached from other machines, and what they send and see would be readable on the way: give a ` +
      'certificate with --tls-cert and --tls-key, or leave --listen out and use a tunnel (ssh -L 4870:127.0.0.1:4870 HOST).',
    { listen: listen.address },
  );
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

export function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** The address under which another machine reaches this one: its first outward one of that family, or the loopback's. */
export function reachableAddress({ address, family, wildcard }: ListenAddress): string {
  if (!wildcard) return address;
  const outward = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .find(
      (entry) => !entry.internal && entry.family === `IPv${family}` && !entry.address.startsWith('fe80:'),
    );
  return outward?.address ?? (family === 4 ? '127.0.0.1' : '::1');
}
