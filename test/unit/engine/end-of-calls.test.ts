import type { Duplex } from 'node:stream';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import type { FakeEngine } from '../../support/fake-engine.ts';
import { frame, sendJson } from '../../support/fake-engine.ts';
import { connectToFake, failureOf } from '../../support/with-fake-engine.ts';

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
    await untilClosed(fake);
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
});

describe('a command that is talked to', () => {
  test('ending its input leaves its output open', async () => {
    const { fake, engine } = await connectToFake();
    scriptExec(fake, (connection) => {
      let heard = '';
      connection.on('data', (chunk: Buffer) => (heard += chunk.toString()));
      connection.on('end', () => connection.end(frame(1, `heard ${heard}`)));
    });
    const exec = await engine.containers.openExec('abc', ['cat']);
    exec.stdin.end('all of it');
    const said = await exec.stdout.toArray();
    expect(String(said[0])).toBe('heard all of it');
    await exec.closed;
    await untilClosed(fake);
  });

  test('what is not read is not taken from the engine', async () => {
    const { fake, engine } = await connectToFake();
    const total = 512;
    let taken = 0;
    scriptExec(fake, (connection) => {
      const next = (): void => {
        if (taken === total) return void connection.end();
        taken += 1;
        connection.write(frame(1, Buffer.alloc(65_536, 0x61)), next);
      };
      next();
    });
    fake.on('GET /containers/json', ({ response }) => sendJson(response, 200, []));
    const exec = await engine.containers.openExec('abc', ['yes']);
    // Other calls go through the same two processes: when many of them pass and nothing more was taken, it has stopped.
    for (let quiet = 0, before = -1; quiet < 20; quiet = taken === before ? quiet + 1 : 0) {
      before = taken;
      await engine.containers.list({});
    }
    expect(taken).toBeLessThan(total / 4);
    let bytes = 0;
    for await (const chunk of exec.stdout) bytes += (chunk as Buffer).length;
    expect(bytes).toBe(total * 65_536);
  });

  test('its time limit ends it', async () => {
    const { fake, engine } = await connectToFake();
    scriptExec(fake, (connection) => connection.write(frame(1, 'working')));
    const failure = await failureOf(engine.containers.exec('abc', ['work'], { timeoutMs: 20 }));
    expect(failure.code).toBe('engine.timeout');
    await vi.waitUntil(() => fake.connections() <= 1);
  });

  test('its exit code is waited for when the engine is late with it', async () => {
    const { fake, engine } = await connectToFake();
    scriptExec(fake, (connection) => connection.end(frame(2, 'oops')));
    let asked = 0;
    fake.on('GET /exec/exec1/json', ({ response }) => {
      asked += 1;
      sendJson(
        response,
        200,
        asked < 3 ? { Running: true, ExitCode: null } : { Running: false, ExitCode: 4 },
      );
    });
    expect(await engine.containers.exec('abc', ['work'])).toEqual({
      exitCode: 4,
      stdout: '',
      stderr: 'oops',
    });
  });
});
