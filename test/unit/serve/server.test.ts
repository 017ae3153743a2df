import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTls } from '../../../electron/serve/read-tls.ts';
import { failureOf } from '../../support/failure-of.ts';
import { makeCertificates } from '../../support/make-certificates.ts';
import { openServer, type ServerForTests } from './open-server.ts';

let at: ServerForTests;

describe('on the loopback', () => {
  beforeEach(async () => {
    at = await openServer({}, { limits: { tries: { windowMs: 60_000, perAddress: 3, inAll: 10 } } });
  });
  afterEach(() => at.close());

  test('the printed link makes a session and leads to an address without the token', async () => {
    const answer = await at.get(`/enter?token=${at.token}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict$/);
    const [cookie = ''] = answer.headers['set-cookie']?.[0]?.split(';') ?? [];
    expect((await at.get('/session', { headers: { cookie } })).status).toBe(204);
    expect((await at.get('/session')).status).toBe(401);
  });

  test('the token has 256 bits, and lets in a second browser, too', async () => {
    expect(Buffer.from(at.token, 'base64url')).toHaveLength(32);
    expect(await at.enter()).not.toBe(await at.enter());
  });

  test('a wrong token is told what to do, and after some even the right one has to wait', async () => {
    const wrong = await at.get('/enter?token=wrong');
    expect(wrong.status).toBe(401);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    expect(wrong.body).toContain('<code>twinberth serve</code>');
    for (const token of ['', `${at.token}x`])
      expect((await at.get(`/enter?token=${token}`)).status).toBe(401);
    const late = await at.get(`/enter?token=${at.token}`);
    expect(late.status).toBe(429);
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    expect(late.headers['set-cookie']).toBeUndefined();
  });

  test('without a token there is a page that says where to find it, and that costs no try', async () => {
    for (let index = 0; index < 5; index += 1) {
      const page = await at.get('/enter');
      expect(page.status).toBe(401);
      expect(page.body).toContain('Open the link that serve printed');
    }
    expect(await at.enter()).toMatch(/^twinberth-\d+=/);
  });

  test('every answer forbids what the interface does not need', async () => {
    for (const path of ['/', '/enter', '/session', '/nothing', '/assets/main-a1b2.js']) {
      const { headers } = await at.get(path);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action '(none|self)'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('what has a digest in its name is kept for ever, the page that names it is not', async () => {
    const asset = await at.get('/assets/main-a1b2.js');
    expect(asset).toMatchObject({ status: 200, body: 'document.title;' });
    expect(asset.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const page = await at.get('/');
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    const head = await at.get('/assets/main-a1b2.js', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('15');
  });

  test.each(['/../package.json', '/assets/../../package.json', '/%2e%2e/package.json', '/..%5cpackage.json'])(
    'no way leads out of the folder: %s',
    async (rawPath) => {
      expect((await at.get('/', { rawPath })).status).toBe(404);
    },
  );

  test.each(['evil.example', '127.0.0.1.evil.example:4870', '10.0.0.1'])(
    'a request for %s is not answered, whatever it asks',
    async (host) => {
      for (const path of ['/', `/enter?token=${at.token}`, '/session']) {
        const answer = await at.get(path, { headers: { host } });
        expect(answer.status).toBe(421);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
    },
  );

  test('a page of somebody else gets nothing', async () => {
    const cookie = await at.enter();
    const answer = await at.get('/session', { headers: { cookie, origin: 'https://evil.example' } });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not answered', async (method) => {
    expect((await at.get('/', { method })).status).toBe(405);
  });

  test('headers that are too long are refused, and the next request is answered', async () => {
    const answer = await at.get('/', { headers: { 'x-long': 'x'.repeat(20_000) } });
    expect(answer.status).toBe(431);
    expect((await at.get('/')).status).toBe(200);
  });

  test('another server cannot have its port, and says how to get one', async () => {
    const failure = await failureOf(openServer({}, { port: at.server.port }));
    expect(failure.code).toBe('port.taken');
    expect(failure.message).toContain(`Port ${at.server.port}`);
    expect(failure.message).toContain('--port 0');
  });
});

describe('beyond this machine', () => {
  test('needs TLS', async () => {
    const failure = await failureOf(openServer({}, { listen: '0.0.0.0' }));
    expect(failure.code).toBe('usage');
    expect(failure.message).toContain('--tls-cert');
  });

  test('is served with a certificate, under its name, and the cookie stays out of plain HTTP', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'twinberth-tls-'));
    try {
      const { server, client } = await makeCertificates(folder, 'DNS:box.example');
      const tls = await readTls(join(folder, 'server.pem'), join(folder, 'server-key.pem'));
      at = await openServer({}, { listen: '0.0.0.0', tls, ca: server.ca });
      try {
        expect(at.server.url).toMatch(/^https:\/\/box\.example:\d+\/enter\?token=/);
        const named = await at.get('/session', { headers: { host: 'box.example' } });
        expect(named.status).toBe(401);
        expect(await at.enter()).toMatch(/^__Host-twinberth-/);
        const socket = await at.connect();
        await expect(socket.hear('hello')).resolves.toBeDefined();
      } finally {
        await at.close();
      }
      const strange = await failureOf(readTls(join(folder, 'server.pem'), client.key));
      expect(strange.message).toContain('does not belong to');
      const wrong = await failureOf(readTls(client.key, client.key));
      expect(wrong.message).toContain('--tls-cert');
      const missing = await failureOf(readTls(join(folder, 'none.pem'), client.key));
      expect(missing.message).toContain('none.pem cannot be read');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('an address that is not of this machine is refused with what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-tls-'));
  try {
    await makeCertificates(folder);
    const tls = await readTls(join(folder, 'server.pem'), join(folder, 'server-key.pem'));
    const failure = await failureOf(openServer({}, { listen: '192.0.2.1', tls }));
    expect(failure.code).toBe('setting.invalid');
    expect(failure.message).toContain('192.0.2.1 is no address of this machine');
  } finally {
    await rm(folder, { recursive: true });
  }
});
