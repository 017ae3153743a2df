import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { BuildProgress } from '../../../electron/core/engine/build-progress.ts';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import type { BuildRequest, Engine } from '../../../electron/core/engine/engine.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { traceLine } from './encode-trace.ts';

const request: BuildRequest = {
  dockerfile: 'Dockerfile',
  args: { LEVEL: 'a&b' },
  target: 'app',
  labels: { 'test.label': 'yes' },
};

const IMAGE_LINE = '{"id":"moby.image.id","aux":{"ID":"sha256:made"}}\n';

/** An engine that does in a build what the test says, and knows the images that the test gives it. */
async function engineThat(
  build: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
  images: Readonly<Record<string, object>> = {},
): Promise<{ readonly engine: Engine; readonly requested: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-engine-'));
  const requested: string[] = [];
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '', 'http://engine');
    requested.push(`${incoming.method ?? ''} ${url.pathname}`);
    response.setHeader('Api-Version', '1.41');
    response.setHeader('Builder-Version', '2');
    response.setHeader('Ostype', 'linux');
    const image = images[decodeURIComponent(/\/images\/(.+)\/json$/.exec(url.pathname)?.[1] ?? '')];
    if (url.pathname.endsWith('/build')) void build(incoming, response);
    else if (url.pathname === '/_ping') response.end('OK');
    else if (image) response.end(JSON.stringify(image));
    else response.writeHead(404).end('{"message":"No such image: x"}');
  });
  const path = join(folder, 'engine.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const engine = await connectEngine({ kind: 'unix', path }, { clock: systemClock, log: silentLog });
  onTestFinished(() => {
    engine.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { engine, requested };
}

function run(
  engine: Engine,
  options: {
    readonly context?: Readable;
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: BuildProgress) => void;
  } = {},
) {
  return engine.images.build(options.context ?? Readable.from([Buffer.alloc(1024)]), request, {
    onProgress: options.onProgress ?? (() => undefined),
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

async function drain(incoming: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of incoming) bytes += (chunk as Buffer).length;
  return bytes;
}

const MADE = {
  Id: 'sha256:made',
  Os: 'linux',
  Architecture: 'amd64',
  Size: 1,
  RootFS: { Layers: [] },
  Config: { Labels: { 'test.label': 'yes' } },
};

describe('what is asked of the engine', () => {
  test('BuildKit, with arguments, target and labels, and the context as a stream whose bytes are counted', async () => {
    let asked = new URLSearchParams();
    let received = 0;
    const { engine } = await engineThat(
      async (incoming, response) => {
        asked = new URL(incoming.url ?? '', 'http://engine').searchParams;
        received = await drain(incoming);
        response.end(IMAGE_LINE);
      },
      { 'sha256:made': MADE },
    );
    const sent: number[] = [];
    const image = await run(engine, {
      context: Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(100_000))),
      onProgress: (progress) => {
        if (progress.kind === 'sent') sent.push(progress.bytes);
      },
    });
    expect(image.id).toBe('sha256:made');
    expect(Object.fromEntries(asked)).toMatchObject({
      version: '2',
      dockerfile: 'Dockerfile',
      target: 'app',
      buildargs: '{"LEVEL":"a&b"}',
      labels: '{"test.label":"yes"}',
    });
    expect(received).toBe(4_000_000);
    expect(sent.at(-1)).toBe(4_000_000);
    expect(sent.length).toBeLessThan(10);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
  });
});

describe('a build that goes wrong on the way', () => {
  test('the connection breaks in the middle: engine.cut, worth another try', async () => {
    const { engine } = await engineThat(async (incoming, response) => {
      await drain(incoming);
      response.write(traceLine({ vertexes: [{ digest: 'sha256:a', name: '[1/1] RUN a', started: 1 }] }), () =>
        response.destroy(),
      );
    });
    await expect(run(engine)).rejects.toMatchObject({ code: 'engine.cut', retry: true });
  });

  test('the stream ends without an image and without an error: failed all the same', async () => {
    const { engine } = await engineThat(async (incoming, response) => {
      await drain(incoming);
      response.end(traceLine({ vertexes: [{ digest: 'sha256:a', name: '[1/1] RUN a', started: 1 }] }));
    });
    await expect(run(engine)).rejects.toMatchObject({
      code: 'build.failed',
      details: { step: '[1/1] RUN a' },
    });
  });

  test('the engine says that it made an image, and has none', async () => {
    const { engine } = await engineThat(async (incoming, response) => {
      await drain(incoming);
      response.end(IMAGE_LINE);
    });
    await expect(run(engine)).rejects.toMatchObject({
      code: 'build.failed',
      message: expect.stringContaining('it has no such image') as string,
    });
  });

  test('the image that was made lacks a label: it is not what was asked for', async () => {
    const { engine } = await engineThat(
      async (incoming, response) => {
        await drain(incoming);
        response.end(IMAGE_LINE);
      },
      { 'sha256:made': { ...MADE, Config: { Labels: {} } } },
    );
    await expect(run(engine)).rejects.toMatchObject({
      code: 'build.failed',
      details: { label: 'test.label' },
    });
  });

  test('the disk of the engine is full', async () => {
    const { engine } = await engineThat(async (incoming, response) => {
      await drain(incoming);
      response.end('{"errorDetail":{"message":"write /layer: no space left on device"},"error":"x"}\n');
    });
    await expect(run(engine)).rejects.toMatchObject({ code: 'disk.full' });
  });

  test('the engine refuses before it has read the context: what it says counts', async () => {
    const { engine } = await engineThat((_incoming, response) => {
      response.writeHead(400).end('{"message":"dockerfile parse error line 4: unknown instruction: FOO"}');
    });
    const context = Readable.from(Array.from({ length: 200 }, () => Buffer.alloc(100_000)));
    await expect(run(engine, { context })).rejects.toMatchObject({
      code: 'build.failed',
      details: { line: 4 },
    });
  });

  test('the context cannot be read: its own failure, and the engine is not left waiting', async () => {
    const gone = Promise.withResolvers<undefined>();
    const { engine } = await engineThat((incoming) => {
      incoming.on('error', () => undefined).on('close', () => gone.resolve(undefined));
      incoming.resume();
    });
    const context = Readable.from(
      (function* () {
        yield Buffer.alloc(100_000);
        throw new Failure('context.invalid', '/app/file changed');
      })(),
    );
    await expect(run(engine, { context })).rejects.toMatchObject({ code: 'context.invalid' });
    await gone.promise;
  });

  test.each(['while the context is sent', 'while a step runs'])(
    'it is cancelled %s: the connection is closed',
    async (when) => {
      const gone = Promise.withResolvers<undefined>();
      const stop = new AbortController();
      const { engine } = await engineThat(async (incoming, response) => {
        response.on('close', () => gone.resolve(undefined));
        incoming.on('error', () => undefined);
        if (when === 'while the context is sent') {
          incoming.once('data', () => stop.abort());
        } else {
          await drain(incoming);
          response.write(traceLine({ vertexes: [{ digest: 'sha256:a', name: 'RUN a', started: 1 }] }));
        }
      });
      const context = Readable.from(
        Array.from({ length: when === 'while a step runs' ? 1 : 500 }, () => Buffer.alloc(100_000)),
      );
      const building = run(engine, {
        context,
        signal: stop.signal,
        onProgress: (progress) => {
          if (progress.kind === 'step') stop.abort();
        },
      });
      await expect(building).rejects.toMatchObject({ code: 'build.cancelled' });
      await gone.promise;
      expect(context.destroyed).toBe(true);
    },
  );

  test('it was cancelled before it began: the engine is not asked', async () => {
    const { engine, requested } = await engineThat(() => expect.unreachable());
    await expect(run(engine, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'build.cancelled',
    });
    expect(requested).toEqual(['GET /_ping']);
  });
});
