import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../electron/core/engine/engine.ts';
import { useEngine } from '../support/with-engine.ts';
import { failureOf } from '../support/failure-of.ts';

const { engine, create } = await useEngine();
const containers = engine.containers;
const forever = ['sleep', '1000'];

const shell = (script: string): readonly string[] => ['sh', '-c', script];

async function collect(lines: AsyncIterable<LogLine>): Promise<LogLine[]> {
  const found: LogLine[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

describe('the log', () => {
  test('keeps streams, times and odd bytes, and can begin near its end', async () => {
    const id = await create({
      command: shell(String.raw`echo one; echo two >&2; printf 'b\377d\n'; printf last`),
    });
    const before = Date.now();
    await containers.start(id);
    await containers.wait(id);
    const lines = await collect(containers.logs(id, {}));
    expect(lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text)).toEqual([
      'one',
      'b\ufffdd',
      'last',
    ]);
    expect(lines.filter(({ stream }) => stream === 'stderr').map(({ text }) => text)).toEqual(['two']);
    for (const { at } of lines) expect(at).toBeGreaterThan(before - 60_000);
    expect((await collect(containers.logs(id, { tail: 1 }))).map(({ text }) => text)).toEqual(['last']);
    expect(await collect(containers.logs(id, { since: Date.now() + 60_000 }))).toEqual([]);
  });

  test('joins a line that the engine stored in parts', async () => {
    const id = await create({ command: shell(`head -c 50000 /dev/zero | tr '\\0' x; echo; echo next`) });
    await containers.start(id);
    await containers.wait(id);
    const lines = await collect(containers.logs(id, {}));
    expect(lines.map(({ text }) => text)).toEqual(['x'.repeat(50_000), 'next']);
  });

  test('can be followed to the end of the container, and left before it', async () => {
    const id = await create({ command: shell('echo a; sleep 0.2; echo b') });
    await containers.start(id);
    expect((await collect(containers.logs(id, { follow: true }))).map(({ text }) => text)).toEqual([
      'a',
      'b',
    ]);

    const endless = await create({ command: shell('while :; do echo again; done') });
    await containers.start(endless);
    let seen = 0;
    for await (const { text } of containers.logs(endless, { follow: true })) {
      expect(text).toBe('again');
      seen += 1;
      if (seen === 5000) break;
    }
    await containers.remove(endless);
  });

  test('attached before the start, not one line is missed', async () => {
    const id = await create({ command: shell('echo first; exit 9') });
    const output = await containers.attachOutput(id);
    await containers.start(id);
    expect(await collect(output.lines)).toEqual([{ stream: 'stdout', text: 'first' }]);
    expect(await containers.wait(id)).toBe(9);
  });
});

describe('commands in a container', () => {
  test('have their output, exit code and user', async () => {
    const id = await create({ command: forever });
    await containers.start(id);
    expect(await containers.exec(id, shell('id -u; echo no >&2; exit 4'), { user: '7' })).toEqual({
      exitCode: 4,
      stdout: '7\n',
      stderr: 'no\n',
    });
    expect((await containers.exec(id, ['no-such-program'])).exitCode).toBe(126);
    const much = await containers.exec(id, shell('head -c 3000000 /dev/zero'));
    expect(much.stdout.length).toBe(3_000_000);
    expect((await failureOf(containers.exec(id, forever, { timeoutMs: 100 }))).code).toBe('engine.timeout');
  });

  test('can be talked with until their input ends', async () => {
    const id = await create({ command: forever });
    await containers.start(id);
    const talk = await containers.openExec(
      id,
      shell('while read line; do echo "got $line"; done; echo end >&2'),
    );
    const answers = talk.stdout[Symbol.asyncIterator]();
    for (const word of ['one', 'two']) {
      talk.stdin.write(`${word}\n`);
      expect(String((await answers.next()).value)).toBe(`got ${word}\n`);
    }
    talk.stdin.end();
    expect(String(Buffer.concat((await talk.stderr.toArray()) as Buffer[]))).toBe('end\n');
    await talk.closed;
  });

  test('end for their caller when the container does', async () => {
    const id = await create({ command: forever });
    await containers.start(id);
    const talk = await containers.openExec(id, ['cat']);
    talk.stdin.write('ready');
    const answers = talk.stdout[Symbol.asyncIterator]();
    expect(String((await answers.next()).value)).toBe('ready');
    await containers.remove(id);
    await talk.closed;
    expect((await answers.next()).done).toBe(true);
  });
});
