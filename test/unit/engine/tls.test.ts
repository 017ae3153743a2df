import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import type { FakeEngine } from '../../support/fake-engine.ts';
import { frame, sendJson, startFakeEngine } from '../../support/fake-engine.ts';
import type { Certificates } from '../../support/make-certificates.ts';
import { makeCertificates } from '../../support/make-certificates.ts';
import { failureOf } from '../../support/failure-of.ts';

const deps = { clock: systemClock, log: silentLog };
let folder: string;
let ours: Certificates;
let strangers: Certificates;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tb-tls-'));
  await mkdir(join(folder, 'ours'));
  await mkdir(join(folder, 'strangers'));
  ours = await makeCertificates(join(folder, 'ours'));
  strangers = await makeCertificates(join(folder, 'strangers'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function startTlsEngine(client: Certificates['client']): Promise<FakeEngine> {
  const fake = await startFakeEngine({
    tls: { server: { ...ours.server, requestCert: true, rejectUnauthorized: true }, client },
  });
  onTestFinished(() => fake.close());
  return fake;
}

/** Resolves with the port once it listens. */
async function startOpensslServer(version: string): Promise<number> {
  const at = (name: string): string => join(folder, 'ours', name);
  const server = spawn('openssl', [
    ...['s_server', '-accept', '127.0.0.1:0', version, '-Verify', '1', '-verify_return_error', '-www'],
    ...['-CAfile', at('ca.pem'), '-cert', at('server.pem'), '-key', at('server-key.pem')],
  ]);
  onTestFinished(() => void server.kill());
  let said = '';
  for await (const chunk of server.stdout) {
    said += String(chunk);
    const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`openssl s_server did not start: ${said}`);
}

test('with client certificates calls, and hijacked connections, work as over a socket', async () => {
  const fake = await startTlsEngine(ours.client);
  fake.on('POST /containers/abc/exec', ({ response }) => sendJson(response, 201, { Id: 'exec1' }));
  fake.on('POST /exec/exec1/start', (call) => {
    const connection = call.upgrade();
    connection.on('data', (chunk: Buffer) => connection.write(frame(1, chunk)));
    connection.on('end', () => connection.end());
  });
  const engine = await connectEngine(fake.endpoint, deps);
  onTestFinished(() => engine.close());
  expect(engine.endpoint).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/);
  const exec = await engine.containers.openExec('abc', ['cat']);
  exec.stdin.end('through TLS');
  expect(String(Buffer.concat((await exec.stdout.toArray()) as Buffer[]))).toBe('through TLS');
});

test.each(['-tls1_2', '-tls1_3'])(
  'a client certificate of somebody else is refused (%s)',
  async (version) => {
    // Node's own server hangs up without a word; openssl's turns the certificate down as the engine's Go does.
    const port = await startOpensslServer(version);
    const tls = { ...strangers.client, ca: ours.client.ca };
    const failure = await failureOf(connectEngine({ kind: 'tcp', host: '127.0.0.1', port, tls }, deps));
    expect(failure.code).toBe('permission');
    expect(failure.message).toContain('client certificate');
  },
);

test('an engine that another authority vouches for is not spoken to', async () => {
  const fake = await startTlsEngine({ ...ours.client, ca: strangers.client.ca });
  const failure = await failureOf(connectEngine(fake.endpoint, deps));
  expect(failure.code).toBe('engine.unreachable');
  expect(failure.message).toContain('ca.pem');
  expect(fake.calls).toHaveLength(0);
});

test('without a client certificate an engine that wants one refuses', async () => {
  const fake = await startTlsEngine(ours.client);
  if (fake.endpoint.kind !== 'tcp') throw new Error('the fake engine listens on TCP');
  const { host, port } = fake.endpoint;
  const failure = await failureOf(connectEngine({ kind: 'tcp', host, port }, deps));
  expect(['engine.cut', 'engine.failed', 'permission']).toContain(failure.code);
  expect(failure.message).toMatch(/TLS|closed/);
  expect(fake.calls).toHaveLength(0);
});

test('a file that is not there is named', async () => {
  const key = join(folder, 'none', 'key.pem');
  const endpoint = { kind: 'tcp', host: '127.0.0.1', port: 1, tls: { ...ours.client, key } } as const;
  const failure = await failureOf(connectEngine(endpoint, deps));
  expect(failure.code).toBe('disk.read');
  expect(failure.message).toContain(key);
});

test('an engine without TLS on that port', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const failure = await failureOf(
    connectEngine({ kind: 'tcp', host: '127.0.0.1', port, tls: ours.client }, deps),
  );
  expect(failure.code).toBe('engine.unreachable');
  expect(failure.message).toContain('TLS');
});
