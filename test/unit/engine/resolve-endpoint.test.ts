import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { resolveEndpoint } from '../../../electron/core/engine/resolve-endpoint.ts';
import { failureOf } from '../../support/failure-of.ts';

describe('an endpoint in words', () => {
  test.each([
    ['unix:///run/docker.sock', { kind: 'unix', path: '/run/docker.sock' }],
    [' /run/docker.sock ', { kind: 'unix', path: '/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'npipe', path: '//./pipe/docker_engine' }],
    ['npipe://\\\\.\\pipe\\docker_engine', { kind: 'npipe', path: '//./pipe/docker_engine' }],
    ['tcp://10.0.0.2:2375', { kind: 'tcp', host: '10.0.0.2', port: 2375 }],
    ['TCP://nas.lan', { kind: 'tcp', host: 'nas.lan', port: 2375 }],
    ['tcp://[fd00::2]:99/', { kind: 'tcp', host: 'fd00::2', port: 99 }],
    ['tcp://:4000', { kind: 'tcp', host: '127.0.0.1', port: 4000 }],
  ])('%s', (text, endpoint) => {
    expect(parseEndpoint(text)).toEqual(endpoint);
  });

  test.each([
    ['ssh://me@nas', 'not available yet'],
    ['unix://relative.sock', 'absolute'],
    ['tcp://host:port', 'tcp://host:port'],
    ['tcp://host:70000', '65535'],
    ['http://host:2375', 'tcp://'],
    ['nas', 'tcp://'],
    ['', 'tcp://'],
  ])('%s is refused and says what would do', (text, hint) => {
    expect(() => parseEndpoint(text)).toThrow(hint);
  });

  test('a password in it is not repeated', () => {
    expect(() => parseEndpoint('ssh://me:hunter2@nas')).toThrow(/^(?!.*hunter2)/);
  });
});

describe('which engine is meant', () => {
  test('what is asked for comes before DOCKER_HOST, and that before the context', async () => {
    const home = await homeWithContext('nas', 'tcp://nas.lan:2376');
    const env = { DOCKER_HOST: 'unix:///env.sock' };
    const sources = { platform: 'linux', home, env } as const;
    expect(await resolveEndpoint('unix:///asked.sock', sources)).toEqual({
      kind: 'unix',
      path: '/asked.sock',
    });
    expect(await resolveEndpoint(undefined, sources)).toEqual({ kind: 'unix', path: '/env.sock' });
    expect(await resolveEndpoint(undefined, { ...sources, env: { DOCKER_HOST: '' } })).toMatchObject({
      host: 'nas.lan',
    });
  });

  test('TLS for tcp comes from DOCKER_TLS_VERIFY and DOCKER_CERT_PATH', async () => {
    const env = { DOCKER_HOST: 'tcp://nas.lan', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
    expect(await resolveEndpoint(undefined, { platform: 'linux', home: '/home/me', env })).toEqual({
      kind: 'tcp',
      host: 'nas.lan',
      port: 2376,
      tls: { ca: '/certs/ca.pem', cert: '/certs/cert.pem', key: '/certs/key.pem' },
    });
    const { DOCKER_CERT_PATH: _, ...without } = env;
    expect(
      await resolveEndpoint(undefined, { platform: 'linux', home: '/home/me', env: without }),
    ).toMatchObject({
      tls: { ca: '/home/me/.docker/ca.pem' },
    });
  });

  test('the certificates of a context come with it', async () => {
    const home = await homeWithContext('nas', 'tcp://nas.lan:2376');
    const folder = join(home, '.docker/contexts/tls', sha256('nas'), 'docker');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'ca.pem'), '');
    expect(await resolveEndpoint(undefined, { platform: 'linux', home, env: {} })).toMatchObject({
      tls: { ca: join(folder, 'ca.pem'), cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') },
    });
  });

  test('DOCKER_CONTEXT=default overrides the current context', async () => {
    const home = await homeWithContext('nas', 'tcp://nas.lan:2376');
    const env = { DOCKER_CONTEXT: 'default', XDG_RUNTIME_DIR: '/nowhere' };
    expect((await resolveEndpoint(undefined, { platform: 'linux', home, env })).kind).toBe('unix');
  });

  test.each([
    ['a context that does not exist', { DOCKER_CONTEXT: 'gone' }, '{}'],
    ['a configuration that is no JSON', {}, '{'],
  ])('%s is told, not passed over', async (_, env, config) => {
    const home = await temporaryHome();
    await writeTo(join(home, '.docker/config.json'), config);
    const failure = await failureOf(resolveEndpoint(undefined, { platform: 'linux', home, env }));
    expect(failure.code).toBe('usage');
    expect(failure.message).toContain('DOCKER_HOST');
  });

  test('on macOS the first socket that may be used is taken', async () => {
    const home = await temporaryHome();
    const colima = await listen(join(home, '.colima/default/docker.sock'));
    const sources = { platform: 'darwin', home, env: {} } as const;
    const before = await resolveEndpoint(undefined, sources);
    // This machine may have an engine at the system's own place, which comes first.
    expect([colima, '/var/run/docker.sock']).toContain(before.kind === 'unix' ? before.path : '');
    const desktop = await listen(join(home, '.docker/run/docker.sock'));
    expect(await resolveEndpoint(undefined, sources)).toEqual({ kind: 'unix', path: desktop });
    await chmod(desktop, 0o600);
    expect(await resolveEndpoint(undefined, sources)).toEqual({ kind: 'unix', path: desktop });
  });

  test('on Windows it is the pipe', async () => {
    expect(await resolveEndpoint(undefined, { platform: 'win32', home: '/nowhere', env: {} })).toEqual({
      kind: 'npipe',
      path: '//./pipe/docker_engine',
    });
  });
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function temporaryHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'tb-home-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

async function homeWithContext(name: string, host: string): Promise<string> {
  const home = await temporaryHome();
  await writeTo(join(home, '.docker/config.json'), JSON.stringify({ currentContext: name, auths: {} }));
  await writeTo(
    join(home, '.docker/contexts/meta', sha256(name), 'meta.json'),
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }),
  );
  return home;
}

async function writeTo(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function listen(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return path;
}
