import { getEventListeners } from 'node:events';
import type { Duplex } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import type { FakeEngine } from '../../support/fake-engine.ts';
import { frame, sendJson } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

/** Connections as the engine sees them: what we call closed must be closed there. */
async function untilClosed(fake: FakeEngine): Promise<void> {
  await vi.waitUntil(() => fake.connections() === 0);
  expect(fake.connections()).toBe(0);
}

/** Talks as long as anybody listens: a half-closed connection would go on, a closed one refuses. */
function talkOn(connection: Duplex): void {
  connection.write(frame(1, 'ready'));
  connection.resume();
  connection.on('end', () => {
    const again = (): void => {
      if (!connection.destroyed) connection.write(frame(1, 'still here'), () => setImmediate(again));
    };
    again();
  });
}

function scriptExec(fake: FakeEngine, talk: (connection: Duplex) => void): void {
  fake.on('POST /containers/abc/exec', ({ response }) => sendJson(response, 201, { Id: 'exec1' }));
  fake.on('POST /exec/exec1/start', (call) => talk(call.upgrade()));
}

describe('an abort is seen by the engine', () => {
  test('while a call waits for its answer; it rejects with the reason', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /containers/abc/wait', () => undefined);
    const abort = new AbortController();
    const waiting = engine.containers.wait('abc', { signal: abort.signal });
    await vi.waitUntil(() => fake.calls.length === 2);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await untilClosed(fake);
  });

  test('in the middle of an answer', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /containers/abc/wait', ({ response }) => {
      response.writeHead(200);
      response.write(' ');
    });
    const abort = new AbortController();
    const waiting = engine.containers.wait('abc', { signal: abort.signal });
    await vi.waitUntil(() => fake.calls.length === 2);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await untilClosed(fake);
  });

  test('on a hijacked connection; its streams end without an error', async () => {
    const { fake, engine } = await connectToFake();
    scriptExec(fake, talkOn);
    const abort = new AbortController();
    const exec = await engine.containers.openExec('abc', ['nc'], { signal: abort.signal });
    const said: string[] = [];
    for await (const chunk of exec.stdout) {
      said.push(String(chunk));
      abort.abort();
    }
    await exec.closed;
    expect(said).toEqual(['ready']);
    await untilClosed(fake);
  });

  test('in the middle of a save; its reader gets the reason', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /images/sha256:1/get', ({ response }) => {
      response.writeHead(200);
      response.write('some');
    });
    const abort = new AbortController();
    const tar = await engine.images.save('sha256:1', { signal: abort.signal });
    const reason = new Error('enough');
    tar.once('data', () => abort.abort(reason));
    await expect(tar.toArray()).rejects.toBe(reason);
    await untilClosed(fake);
  });

  test('before the call: nothing is sent', async () => {
    const { fake, engine } = await connectToFake();
    const reason = new Error('already');
    await expect(engine.containers.start('abc', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(fake.calls).toHaveLength(1);
  });
});

describe('leaving ends the connection', () => {
  test('of a followed log', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /containers/abc/json', ({ response }) =>
      sendJson(response, 200, { Id: 'abc', State: {}, Config: {} }),
    );
    fake.on('GET /containers/abc/logs', ({ response }) => {
      response.writeHead(200);
      response.write(frame(1, '2026-11-23T01:02:03Z one\n'));
    });
    for await (const line of engine.containers.logs('abc', { follow: true })) {
      expect(line.text).toBe('one');
      break;
    }
    // The other connection answered what kind of output it is, and is kept for the next call.
    await vi.waitUntil(() => fake.connections() === 1);
    expect(fake.accepted()).toBe(2);
  });

  test('of a save that is destroyed', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /images/sha256:1/get', ({ response }) => {
      response.writeHead(200);
      response.write('some');
    });
    const tar = await engine.images.save('sha256:1');
    tar.once('data', () => tar.destroy());
    await untilClosed(fake);
  });

  test('of everything, when the engine is closed', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /containers/abc/wait', () => undefined);
    scriptExec(fake, talkOn);
    const exec = await engine.containers.openExec('abc', ['nc']);
    const waiting = failureOf(engine.containers.wait('abc'));
    await vi.waitUntil(() => fake.calls.some(({ path }) => path.endsWith('/wait')));
    engine.close();
    await exec.closed;
    expect((await waiting).code).toBe('engine.cut');
    await untilClosed(fake);
  });
});

describe('connections are used again', () => {
  test('by one call after the other', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /containers/json', ({ response }) => sendJson(response, 200, []));
    fake.on('POST /containers/abc/start', ({ response }) => response.writeHead(204).end());
    for (let round = 0; round < 3; round += 1) {
      await engine.containers.list({});
      await engine.containers.start('abc');
    }
    expect(fake.accepted()).toBe(1);
  });

  test('a question is asked again when the kept connection turns out to be dead', async () => {
    const { fake, engine } = await connectToFake();
    let asked = 0;
    fake.on('GET /containers/json', ({ response, socket }) => {
      asked += 1;
      if (asked === 1) socket.destroy();
      else sendJson(response, 200, []);
    });
    expect(await engine.containers.list({})).toEqual([]);
    expect(asked).toBe(2);
  });

  test('a change is not: the engine may have begun it', async () => {
    const { fake, engine } = await connectToFake();
    let started = 0;
    fake.on('POST /containers/abc/start', ({ socket }) => {
      started += 1;
      socket.destroy();
    });
    expect((await failureOf(engine.containers.start('abc'))).code).toBe('engine.cut');
    expect(started).toBe(1);
  });
});

test('nothing stays behind on a signal that many calls share', async () => {
  const { fake, engine } = await connectToFake();
  fake.on('POST /containers/abc/start', ({ response }) => response.writeHead(204).end());
  const { signal } = new AbortController();
  for (let call = 0; call < 20; call += 1) await engine.containers.start('abc', { signal });
  await vi.waitUntil(() => getEventListeners(signal, 'abort').length === 0);
});
