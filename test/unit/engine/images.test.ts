import { createHash } from 'node:crypto';
import { pack } from 'tar-stream';
import { describe, expect, test, vi } from 'vitest';
import { splitReference } from '../../../electron/core/engine/images/split-reference.ts';
import type { PullProgress } from '../../../electron/core/engine/engine.ts';
import { sendJson } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

const CONTAINERD = { DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] };
const LAYERS = ['sha256:aa', 'sha256:bb'];

function configOf(architecture: string, layers: readonly string[]): string {
  return JSON.stringify({
    architecture,
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: layers },
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function fakeStore() {
  const { fake, engine } = await connectToFake({ ping: { 'Api-Version': '1.52' } });
  fake.on('GET /info', ({ response }) => sendJson(response, 200, CONTAINERD));
  fake.on('GET /images/sha256:index/json', ({ response }) =>
    sendJson(response, 200, {
      Id: 'sha256:index',
      RepoTags: null,
      Os: 'linux',
      Architecture: 'arm64',
      Variant: 'v8',
      Config: {
        ExposedPorts: { '443/tcp': {}, '80/tcp': {}, '53/udp': {} },
        Healthcheck: { Test: ['NONE'] },
      },
      RootFS: { Type: 'layers', Layers: LAYERS },
    }),
  );
  return { fake, engine };
}

describe('the identity of an image on the containerd store', () => {
  test('is the digest of the configuration with its layers and platform, and no more is read than needed', async () => {
    const { fake, engine } = await fakeStore();
    const wanted = configOf('arm64', LAYERS);
    let sent = 0;
    fake.on('GET /images/sha256:index/get', ({ response }) => {
      const tar = pack();
      tar.entry({ name: 'blobs/', type: 'directory' });
      tar.entry({ name: `blobs/sha256/${sha256('{}')}` }, '{}');
      tar.entry({ name: 'blobs/sha256/0' }, configOf('amd64', LAYERS));
      tar.entry({ name: 'blobs/sha256/1' }, configOf('arm64', ['sha256:aa']));
      tar.entry({ name: `blobs/sha256/${sha256(wanted)}` }, wanted);
      // A layer that nobody will ever read to its end: the stream has to be left.
      tar.entry({ name: 'blobs/sha256/f', size: 8 * 1024 ** 3 });
      tar.on('data', (chunk) => response.write(chunk as Buffer));
      const more = (): void => {
        if (response.destroyed) return;
        sent += 1;
        response.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    });
    expect(await engine.images.identity('sha256:index')).toEqual({
      configDigest: `sha256:${sha256(wanted)}`,
      layers: LAYERS,
      platform: 'linux/arm64/v8',
    });
    await vi.waitUntil(() => fake.connections() < fake.accepted());
    expect(sent).toBeLessThan(1000);
  });

  test('is refused when the saved image has no such configuration', async () => {
    const { fake, engine } = await fakeStore();
    fake.on('GET /images/sha256:index/get', ({ response }) => {
      const tar = pack();
      tar.entry({ name: 'manifest.json' }, '[]');
      tar.finalize();
      tar.pipe(response);
    });
    expect((await failureOf(engine.images.identity('sha256:index'))).code).toBe('identity.mismatch');
  });

  test('fails when the saved image is cut', async () => {
    const { fake, engine } = await fakeStore();
    fake.on('GET /images/sha256:index/get', ({ response, socket }) => {
      response.writeHead(200);
      response.write(Buffer.alloc(100), () => socket.destroy());
    });
    expect((await failureOf(engine.images.identity('sha256:index'))).code).toBe('engine.cut');
  });

  test('of an image that is not there is missing', async () => {
    const { engine } = await fakeStore();
    expect((await failureOf(engine.images.identity('sha256:none'))).code).toBe('image.missing');
  });
});

test('what an image says about itself: TCP ports in order, and a check that was switched off is none', async () => {
  const { engine } = await fakeStore();
  expect(await engine.images.inspect('sha256:index')).toMatchObject({
    exposedPorts: [80, 443],
    hasHealthcheck: false,
    tags: [],
    environment: [],
  });
});

describe('a pull', () => {
  test('asks for one tag, sends credentials apart, tells its progress, and looks at what came', async () => {
    const { fake, engine } = await fakeStore();
    fake.on('POST /images/create', ({ response }) => {
      response.write('{"status":"Pulling from a/b","id":"3.1"}\n{"status":"Downloading","progressDe');
      response.end('tail":{"current":5,"total":10},"id":"abc"}\r\n{"status":"Done"}\n');
    });
    fake.on('GET /images/reg.lan:5000/a/b:3.1/json', ({ response }) =>
      sendJson(response, 200, { Id: 'sha256:index' }),
    );
    const progress: PullProgress[] = [];
    const image = await engine.images.pull('reg.lan:5000/a/b:3.1', {
      platform: 'linux/arm64',
      credentials: { username: 'me', password: '???>>>' },
      onProgress: (step) => progress.push(step),
    });
    expect(image.id).toBe('sha256:index');
    const call = fake.calls.find(({ path }) => path === '/images/create');
    expect(Object.fromEntries(call?.query ?? [])).toEqual({
      fromImage: 'reg.lan:5000/a/b',
      tag: '3.1',
      platform: 'linux/arm64',
    });
    const header = String(call?.headers['x-registry-auth']);
    expect(header).not.toMatch(/[+/]/);
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      username: 'me',
      password: '???>>>',
    });
    expect(progress).toEqual([
      { text: '3.1: Pulling from a/b' },
      { text: 'abc: Downloading', currentBytes: 5, totalBytes: 10 },
      { text: 'Done' },
    ]);
  });

  test.each([
    ['{"errorDetail":{"message":"unauthorized"},"error":"unauthorized"}', 200, 'pull.failed'],
    ['{"message":"pull access denied for x, repository does not exist"}', 404, 'pull.failed'],
    ['{"error":"write /layer: no space left on device"}', 200, 'disk.full'],
    ['{"status":"all is well"}', 200, 'pull.failed'],
  ])('that answers %s with %i fails', async (line, status, code) => {
    const { fake, engine } = await fakeStore();
    fake.on('POST /images/create', ({ response }) => response.writeHead(status).end(`${line}\n`));
    const failure = await failureOf(engine.images.pull('nothing:1', {}));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain('nothing:1');
  });
});

test.each([
  ['web', 'web', 'latest'],
  ['web:1', 'web', '1'],
  ['reg.lan:5000/web', 'reg.lan:5000/web', 'latest'],
  ['reg.lan:5000/a/web:1', 'reg.lan:5000/a/web', '1'],
  ['web@sha256:00', 'web', 'sha256:00'],
  ['reg.lan:5000/web:1@sha256:00', 'reg.lan:5000/web', 'sha256:00'],
])('%s is %s and %s', (reference, name, version) => {
  expect(splitReference(reference)).toEqual({ name, version });
});
