import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { lendChunk } from '../../../electron/core/runtime/spent-chunks.ts';
import { sendJson } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

describe('bodies that are sent', () => {
  test('a source that fails ends the call with its own error', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /images/load', () => undefined);
    const broken = new PassThrough();
    broken.write('half');
    const loading = engine.images.load(broken);
    await vi.waitUntil(() => fake.accepted() === 1);
    const reason = new Error('the disk went away');
    broken.destroy(reason);
    await expect(loading).rejects.toBe(reason);
    await vi.waitUntil(() => fake.connections() === 0);
  });

  test('a refusal that comes before everything is sent counts', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('PUT /containers/abc/archive', ({ response }) =>
      sendJson(response, 500, { message: 'write /x: no space left on device' }),
    );
    const failure = await failureOf(
      engine.containers.putArchive('abc', '/x', Readable.from([Buffer.alloc(300_000)])),
    );
    expect(failure.code).toBe('disk.full');
  });

  test('a load that fails in its stream fails, although its status is 200', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /images/load', ({ response }) => {
      response.write('{"stream":"Loading layer"}\n');
      response.end(
        '{"errorDetail":{"message":"no space left on device"},"error":"no space left on device"}\n',
      );
    });
    expect((await failureOf(engine.images.load(Readable.from(['tar'])))).code).toBe('disk.full');
  });

  test('a connection that breaks in mid-body is cut, whatever the source makes of it', async () => {
    const { fake, engine } = await connectToFake();
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(65_536));
      },
    });
    const loading = failureOf(engine.images.load(endless));
    await vi.waitUntil(() => fake.connections() === 1 && endless.readableDidRead);
    fake.cutAll();
    expect((await loading).code).toBe('engine.cut');
    expect(endless.destroyed).toBe(true);
  });

  test('an abort in mid-body ends the source as well', async () => {
    const { fake, engine } = await connectToFake();
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(65_536));
      },
    });
    const abort = new AbortController();
    const loading = engine.images.load(endless, { signal: abort.signal });
    await vi.waitUntil(() => endless.readableDidRead);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(loading).rejects.toBe(reason);
    expect(endless.destroyed).toBe(true);
    await vi.waitUntil(() => fake.connections() === 0);
  });

  test('what was lent arrives whole and is let go of; what was not is left as it is', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /images/load', ({ response }) => response.end('{"stream":"Loaded"}\n'));
    const texts = Array.from({ length: 60 }, (_, index) => `${index}:`.padEnd(50_000, 'abc'));
    const chunks = texts.map((text, index) => {
      const own = Buffer.from(new TextEncoder().encode(text));
      return index % 3 === 0 ? own : lendChunk(own.buffer, 0, own.length);
    });
    await engine.images.load(Readable.from(chunks));
    expect(fake.calls.find(({ path }) => path === '/images/load')?.body).toBe(texts.join(''));
    // The last of them may be told of a moment after the engine has answered.
    await vi.waitUntil(() => chunks.every(({ length }, index) => index % 3 === 0 || length === 0));
    expect(chunks.filter((_, index) => index % 3 === 0).map(String)).toEqual(
      texts.filter((_, index) => index % 3 === 0),
    );
  });
});
