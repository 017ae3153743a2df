import { writeFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { sendJson, startFakeEngine } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

const deps = { clock: systemClock, log: silentLog };

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tb-connect-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const INFO = {
  ID: 'AAAA:BBBB',
  Name: 'shelf',
  ServerVersion: '20.10.24',
  OSType: 'linux',
  Architecture: 'x86_64',
  Driver: 'overlay2',
  DriverStatus: [['Backing Filesystem', 'extfs']],
  SecurityOptions: ['name=seccomp,profile=default'],
  DockerRootDir: '/var/lib/docker',
};

describe('agreeing on a version', () => {
  test('calls are made with the version of an older engine', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /info', ({ response }) => sendJson(response, 200, INFO));
    expect((await engine.info()).apiVersion).toBe('1.41');
    expect(fake.calls.map(({ path, version }) => [path, version])).toEqual([
      ['/_ping', undefined],
      ['/info', '1.41'],
    ]);
  });

  test('calls are made with our version when the engine is newer and still speaks it', async () => {
    const fake = await startFakeEngine({ ping: { 'Api-Version': '1.60' } });
    onTestFinished(() => fake.close());
    fake.on('GET /version', ({ response }) => sendJson(response, 200, { MinAPIVersion: '1.44' }));
    fake.on('GET /info', ({ response }) => sendJson(response, 200, INFO));
    const engine = await connectEngine(fake.endpoint, deps);
    onTestFinished(() => engine.close());
    expect((await engine.info()).apiVersion).toBe('1.52');
  });

  test('an engine that no longer speaks our version is refused', async () => {
    const fake = await startFakeEngine({ ping: { 'Api-Version': '1.90' } });
    onTestFinished(() => fake.close());
    fake.on('GET /version', ({ response }) => sendJson(response, 200, { MinAPIVersion: '1.70' }));
    const failure = await failureOf(connectEngine(fake.endpoint, deps));
    expect(failure.code).toBe('engine.version');
    expect(failure.message).toContain('Update Twinberth');
  });

  test.each(['1.40', '1.9'])('an engine that only speaks %s is refused', async (version) => {
    const fake = await startFakeEngine({ ping: { 'Api-Version': version } });
    onTestFinished(() => fake.close());
    const failure = await failureOf(connectEngine(fake.endpoint, deps));
    expect(failure.code).toBe('engine.version');
    expect(failure.message).toContain(version);
    expect(failure.message).toContain('20.10');
  });

  test('something that answers but names no version is not an engine', async () => {
    const fake = await startFakeEngine({ ping: { 'Api-Version': undefined } });
    onTestFinished(() => fake.close());
    expect((await failureOf(connectEngine(fake.endpoint, deps))).code).toBe('engine.failed');
  });
});

describe('what an engine tells about itself', () => {
  test('the containerd image store, rootless, and the architecture as images name it', async () => {
    const { fake, engine } = await connectToFake({ ping: { 'Api-Version': '1.52', 'Builder-Version': '2' } });
    fake.on('GET /info', ({ response }) =>
      sendJson(response, 200, {
        ...INFO,
        Architecture: 'aarch64',
        Driver: 'overlayfs',
        DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
        SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'],
      }),
    );
    expect(await engine.info()).toMatchObject({
      imageStore: 'containerd',
      rootless: true,
      architecture: 'arm64',
      builder: 'buildkit',
      flavour: 'docker',
    });
  });

  test('Podman is told by its header, builds classically, and keeps one id', async () => {
    const { fake, engine } = await connectToFake({ ping: { 'Libpod-API-Version': '5.4.0' } });
    let id = 0;
    fake.on('GET /info', ({ response }) => {
      id += 1;
      sendJson(response, 200, { ...INFO, ID: `random-${id}`, DriverStatus: null, SecurityOptions: null });
    });
    const first = await engine.info();
    expect(first).toMatchObject({ flavour: 'podman', builder: 'classic', imageStore: 'classic' });
    expect((await engine.info()).id).toBe(first.id);
  });

  test.each([
    ['1', 'classic'],
    ['2', 'buildkit'],
    [undefined, 'buildkit'],
  ] as const)('the builder preference %s means %s', async (preference, builder) => {
    const { fake, engine } = await connectToFake({ ping: { 'Builder-Version': preference } });
    fake.on('GET /info', ({ response }) => sendJson(response, 200, INFO));
    expect((await engine.info()).builder).toBe(builder);
  });
});

describe('engines that cannot be reached', () => {
  test('no socket', async () => {
    const path = join(await temporaryFolder(), 'none.sock');
    const failure = await failureOf(connectEngine({ kind: 'unix', path }, deps));
    expect(failure.code).toBe('engine.unreachable');
    expect(failure.message).toContain(`unix://${path}`);
    expect(failure.message).toContain('there is no such socket');
    expect(failure.message).toContain('DOCKER_HOST');
  });

  test('a socket where nobody listens', async () => {
    const path = join(await temporaryFolder(), 'dead.sock');
    await writeFile(path, '');
    const failure = await failureOf(connectEngine({ kind: 'unix', path }, deps));
    expect(failure.code).toBe('engine.unreachable');
    expect(failure.toReply().retry).toBe(true);
  });

  test('a socket without permission names the group', async () => {
    const fake = await startFakeEngine();
    onTestFinished(() => fake.close());
    if (fake.endpoint.kind !== 'unix') throw new Error('the fake engine listens on a socket');
    await chmod(fake.endpoint.path, 0o000);
    // Root may use any socket, so for the moment of the call it is somebody else.
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65_534);
    onTestFinished(() => {
      if (root) process.seteuid?.(0);
    });
    const failure = await failureOf(connectEngine(fake.endpoint, deps));
    if (root) process.seteuid?.(0);
    expect(failure.code).toBe('permission');
    expect(failure.message).toContain('group docker');
  });

  test('a port where something speaks another protocol', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    const path = join(await temporaryFolder(), 'other.sock');
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    const failure = await failureOf(connectEngine({ kind: 'unix', path }, deps));
    expect(failure.code).toBe('engine.failed');
    expect(failure.message).toContain('not a Docker Engine');
  });
});

test('the environment has no say in where calls go', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('DOCKER_HOST', 'nonsense://nowhere:0');
  vi.stubEnv('DOCKER_CERT_PATH', '/nowhere');
  vi.stubEnv('DOCKER_TLS_VERIFY', '1');
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  const { fake, engine } = await connectToFake();
  fake.on('GET /info', ({ response }) => sendJson(response, 200, INFO));
  expect((await engine.info()).name).toBe('shelf');
});
