import type { Duplex } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import type { FakeEngine } from '../../support/fake-engine.ts';
import { frame, sendJson } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

function scriptExec(fake: FakeEngine, talk: (connection: Duplex) => void): void {
  fake.on('POST /containers/abc/exec', ({ response }) => sendJson(response, 201, { Id: 'exec1' }));
  fake.on('POST /exec/exec1/start', (call) => talk(call.upgrade()));
}

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
    await vi.waitUntil(() => fake.connections() === 0);
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
