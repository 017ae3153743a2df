import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOurHost, isOurOrigin } from '../../../electron/serve/check-host.ts';
import { parseListenAddress } from '../../../electron/serve/listen-address.ts';
import { makeCertificates } from '../../support/make-certificates.ts';

const onLoopback = { listen: parseListenAddress('127.0.0.1') };

describe('the Host of a request to a server on the loopback', () => {
  test.each(['127.0.0.1:4870', 'localhost:4870', 'LOCALHOST', '127.0.0.1:9999', '[::1]:4870'])(
    '%s is ours',
    (host) => {
      expect(isOurHost(host, onLoopback)).toBe(true);
    },
  );

  test.each([
    undefined,
    '',
    'evil.example',
    'evil.example:4870',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.168.1.20:4870',
    '127.0.0.1:4870@evil.example',
    '127.0.0.1:4870, evil.example',
    ' 127.0.0.1',
    '[::1',
    '127.0.0.1:',
  ])('%s is not', (host) => {
    expect(isOurHost(host, onLoopback)).toBe(false);
  });
});

describe('the Host of a request to a server that others can reach', () => {
  let folder: string;
  let certificate: X509Certificate;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'twinberth-host-'));
    certificate = new X509Certificate((await makeCertificates(folder, 'DNS:box.example')).server.cert);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is its own address, or a name that its certificate has', () => {
    const known = { listen: parseListenAddress('192.168.1.20'), certificate };
    expect(isOurHost('192.168.1.20:4870', known)).toBe(true);
    expect(isOurHost('box.example:4870', known)).toBe(true);
    expect(isOurHost('evil.example:4870', known)).toBe(false);
    expect(isOurHost('192.168.1.21:4870', known)).toBe(false);
    expect(isOurHost('localhost:4870', known)).toBe(false);
  });

  test('is any number when it listens on every address: a number cannot be made to stand for another', () => {
    const known = { listen: parseListenAddress('0.0.0.0'), certificate };
    expect(isOurHost('10.1.2.3:4870', known)).toBe(true);
    expect(isOurHost('localhost:4870', known)).toBe(true);
    expect(isOurHost('box.example', known)).toBe(true);
    expect(isOurHost('evil.example', known)).toBe(false);
  });
});

test.each([
  ['http://127.0.0.1:4870', '127.0.0.1:4870', false, true],
  ['https://box.example', 'box.example', true, true],
  ['http://box.example', 'box.example', true, false],
  ['http://127.0.0.1:3000', '127.0.0.1:4870', false, false],
  ['http://localhost:4870', '127.0.0.1:4870', false, false],
  ['https://evil.example', '127.0.0.1:4870', false, false],
  ['null', '127.0.0.1:4870', false, false],
  [undefined, '127.0.0.1:4870', false, false],
  ['http://', undefined, false, false],
])('the origin %s with the host %s (TLS %s) is ours: %s', (origin, host, tls, ours) => {
  expect(isOurOrigin(origin, host, tls)).toBe(ours);
});
