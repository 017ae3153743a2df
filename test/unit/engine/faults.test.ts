import { afterEach, describe, expect, test, vi } from 'vitest';
import { frame, sendJson } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

afterEach(() => void vi.useRealTimers());

const NONE = 'GET /containers/json';

describe('answers that are wrong', () => {
  test('a 500 carries the words of the engine', async () => {
    const { fake, engine } = await connectToFake();
    fake.on(NONE, ({ response }) => sendJson(response, 500, { message: 'the layer store is on fire' }));
    const failure = await failureOf(engine.containers.list({}));
    expect(failure.code).toBe('engine.failed');
    expect(failure.message).toContain('the layer store is on fire');
    expect(failure.details).toMatchObject({ engine: 'the layer store is on fire', status: 500 });
  });

  test('a page of a proxy is shown as what it is', async () => {
    const { fake, engine } = await connectToFake();
    fake.on(NONE, ({ response }) => response.writeHead(502).end('<h1>Bad gateway</h1>'));
    const failure = await failureOf(engine.containers.list({}));
    expect(failure).toMatchObject({ code: 'engine.failed', retry: true });
    expect(failure.details['engine']).toBe('<h1>Bad gateway</h1>');
  });

  test.each(['{"Id": ', 'null', '{}', '[{"Names":["/x"]}]'])('the body %s is refused', async (body) => {
    const { fake, engine } = await connectToFake();
    fake.on(NONE, ({ response }) => void response.end(body));
    const failure = await failureOf(engine.containers.list({}));
    expect(failure.code).toBe('engine.failed');
    expect(failure.message).toContain("not Docker's API");
  });

  test('an answer that is cut in the middle is told, not waited for', async () => {
    const { fake, engine } = await connectToFake();
    fake.on(NONE, ({ response, socket }) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('[{"Id":"abc"', () => socket.destroy());
    });
    const failure = await failureOf(engine.containers.list({}));
    expect(failure).toMatchObject({ code: 'engine.cut', retry: true });
  });

  test('so is one whose engine closes its half before it answers', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /containers/abc/start', ({ socket }) => void socket.end());
    expect((await failureOf(engine.containers.start('abc'))).code).toBe('engine.cut');
  });

  test('and a wait whose engine goes away', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /containers/abc/wait', ({ response, socket }) => {
      response.writeHead(200);
      response.write('', () => socket.destroy());
    });
    expect((await failureOf(engine.containers.wait('abc'))).code).toBe('engine.cut');
  });

  test('a log that is cut in mid-frame gives its lines, and then says so', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /containers/abc/json', ({ response }) => sendJson(response, 200, CONTAINER));
    fake.on('GET /containers/abc/logs', ({ response }) => {
      response.writeHead(200);
      response.end(
        Buffer.concat([frame(1, '2026-11-23T01:02:03.5Z one\n'), frame(1, 'lost').subarray(0, 9)]),
      );
    });
    const lines: string[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const { text } of engine.containers.logs('abc', {})) lines.push(text);
      })(),
    );
    expect(lines).toEqual(['one']);
    expect(failure.code).toBe('engine.cut');
  });
});

const CONTAINER = { Id: 'abc', State: {}, Config: { Tty: false } };

describe('engines that do not answer', () => {
  test('a question has a limit, and the connection is closed when it is over', async () => {
    const { fake, engine } = await connectToFake();
    fake.on(NONE, () => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const failing = failureOf(engine.containers.list({}));
    await vi.waitUntil(() => fake.calls.length === 2);
    vi.advanceTimersByTime(30_000);
    const failure = await failing;
    expect(failure).toMatchObject({ code: 'engine.timeout', retry: true });
    expect(failure.message).toContain('30 s');
    await vi.waitUntil(() => fake.connections() === 0);
  });

  test('an answer that never ends is within the same limit', async () => {
    const { fake, engine } = await connectToFake();
    fake.on(NONE, ({ response }) => {
      response.writeHead(200);
      response.write('[');
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const failing = failureOf(engine.containers.list({}));
    await vi.waitUntil(() => fake.calls.length === 2);
    vi.advanceTimersByTime(30_000);
    expect((await failing).code).toBe('engine.timeout');
  });

  test('a stop may take as long as its grace', async () => {
    const { fake, engine } = await connectToFake();
    let finish = (): void => undefined;
    fake.on('POST /containers/abc/stop', ({ response }) => {
      finish = () => void response.writeHead(204).end();
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopping = engine.containers.stop('abc', 600_000);
    await vi.waitUntil(() => fake.calls.length === 2);
    vi.advanceTimersByTime(600_000);
    finish();
    await expect(stopping).resolves.toBeUndefined();
    expect(fake.calls[1]?.query.get('t')).toBe('600');
  });

  test('a wait and a followed log may be silent for days', async () => {
    const { fake, engine } = await connectToFake();
    const late: (() => void)[] = [];
    fake.on('GET /containers/abc/json', ({ response }) => sendJson(response, 200, CONTAINER));
    fake.on('POST /containers/abc/wait', ({ response }) => {
      late.push(() => sendJson(response, 200, { StatusCode: 7 }));
    });
    fake.on('GET /containers/abc/logs', ({ response }) => {
      response.writeHead(200);
      response.flushHeaders();
      late.push(() => void response.end(frame(2, '2026-11-23T01:02:03Z at last\n')));
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const waiting = engine.containers.wait('abc');
    const reading = engine.containers.logs('abc', { follow: true })[Symbol.asyncIterator]().next();
    await vi.waitUntil(() => fake.calls.some(({ path }) => path.endsWith('/json')) && late.length === 2);
    vi.advanceTimersByTime(3 * 86_400_000);
    for (const answer of late) answer();
    expect(await waiting).toBe(7);
    expect((await reading).value).toEqual({
      stream: 'stderr',
      at: Date.UTC(2026, 10, 23, 1, 2, 3),
      text: 'at last',
    });
  });
});
