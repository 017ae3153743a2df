import { expect, test } from 'vitest';
import { parseListenAddress, reachableAddress } from '../../../electron/serve/listen-address.ts';
import { failureOf } from '../../support/failure-of.ts';

test.each([
  ['127.0.0.1', { address: '127.0.0.1', family: 4, loopback: true, wildcard: false }],
  ['127.0.0.53', { address: '127.0.0.53', family: 4, loopback: true, wildcard: false }],
  ['localhost', { address: '127.0.0.1', family: 4, loopback: true, wildcard: false }],
  ['::1', { address: '::1', family: 6, loopback: true, wildcard: false }],
  ['[::1]', { address: '::1', family: 6, loopback: true, wildcard: false }],
  ['0.0.0.0', { address: '0.0.0.0', family: 4, loopback: false, wildcard: true }],
  ['::', { address: '::', family: 6, loopback: false, wildcard: true }],
  ['192.168.1.20', { address: '192.168.1.20', family: 4, loopback: false, wildcard: false }],
  // An IPv4 address in IPv6 clothes: not taken for the loopback, so it needs TLS.
  ['::ffff:192.168.1.20', { address: '::ffff:192.168.1.20', family: 6, loopback: false, wildcard: false }],
])('%s', (text, expected) => {
  expect(parseListenAddress(text)).toEqual(expected);
});

test.each(['', 'box.example', '127.0.0.1:80', '127.1', '1.2.3.256', 'http://127.0.0.1'])(
  '%j is refused, with what an address looks like',
  async (text) => {
    const failure = await failureOf((async () => Promise.resolve(parseListenAddress(text)))());
    expect(failure.code).toBe('usage');
    expect(failure.message).toContain('192.168.1.20');
    expect(failure.message).toContain(JSON.stringify(text));
  },
);

test('another machine reaches an address by itself, and every address by one of them', () => {
  expect(reachableAddress(parseListenAddress('192.168.1.20'))).toBe('192.168.1.20');
  expect(reachableAddress(parseListenAddress('0.0.0.0'))).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(reachableAddress(parseListenAddress('0.0.0.0'))).not.toBe('0.0.0.0');
});
