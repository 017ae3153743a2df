import { describe, expect, test } from 'vitest';
import type { BuildProgress } from '../../../electron/core/engine/build-progress.ts';
import { decodeBuildkitTrace } from '../../../electron/core/engine/build/decode-buildkit-trace.ts';
import { followBuildkit } from '../../../electron/core/engine/build/follow-buildkit.ts';
import { encodeTrace, traceLine } from './encode-trace.ts';

/** The text in pieces of so many bytes, as a socket might give it. */
async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += size) {
    await Promise.resolve();
    yield all.subarray(at, at + size);
  }
}

async function follow(text: string, size = 7) {
  const progress: BuildProgress[] = [];
  const outcome = await followBuildkit(inPieces(text, size), (each) => void progress.push(each));
  return { outcome, progress };
}

const STARTED = 1_790_000_000_000;
const run = { digest: 'sha256:run', name: '[2/2] RUN make' };

describe('the progress of a BuildKit build', () => {
  test('tells each step when it begins and when it ends, with its time, and nothing twice', async () => {
    const { outcome, progress } = await follow(
      traceLine({ vertexes: [run] }) +
        traceLine({ vertexes: [{ ...run, started: STARTED }] }) +
        traceLine({ vertexes: [{ ...run, started: STARTED }] }) +
        traceLine({ vertexes: [{ ...run, started: STARTED, completed: STARTED + 1250 }] }) +
        traceLine({ vertexes: [{ ...run, cached: true, started: STARTED, completed: STARTED + 1250 }] }) +
        '{"id":"moby.image.id","aux":{"ID":"sha256:made"}}\n',
    );
    expect(outcome).toEqual({ kind: 'image', id: 'sha256:made' });
    expect(progress).toEqual([
      { kind: 'step', id: 'sha256:run', name: '[2/2] RUN make', state: 'running' },
      { kind: 'step', id: 'sha256:run', name: '[2/2] RUN make', state: 'done', durationMs: 1250 },
    ]);
  });

  test('says which steps came from the cache', async () => {
    const { progress } = await follow(
      traceLine({ vertexes: [{ ...run, cached: true, started: STARTED, completed: STARTED }] }),
    );
    expect(progress).toEqual([
      { kind: 'step', id: 'sha256:run', name: '[2/2] RUN make', state: 'cached', durationMs: 0 },
    ]);
  });

  test('counts bytes, also more than 32 bits can', async () => {
    const big = 6_000_000_000;
    const { progress } = await follow(
      traceLine({
        statuses: [
          { id: 'sha256:layer', vertex: 'sha256:run', current: 12, total: big },
          { id: 'exporting layers', vertex: 'sha256:run', current: 0, total: 0 },
        ],
      }),
    );
    expect(progress).toEqual([
      { kind: 'bytes', id: 'sha256:run', name: 'sha256:layer', current: 12, total: big },
    ]);
  });

  test('puts characters together that the engine sent in two parts', async () => {
    const [first, second] = [Buffer.from('fertig ✓\n').subarray(0, 8), Buffer.from('fertig ✓\n').subarray(8)];
    const { progress } = await follow(
      traceLine({ logs: [{ vertex: 'sha256:run', stream: 2, bytes: first }] }) +
        traceLine({ logs: [{ vertex: 'sha256:run', stream: 2, bytes: second }] }),
    );
    const output = progress.map((each) => (each.kind === 'output' ? each.text : ''));
    expect(output.join('')).toBe('fertig ✓\n');
    expect(progress[0]).toMatchObject({ kind: 'output', stream: 'stderr' });
  });

  test('ends with the step that failed, not with those that were cancelled for it', async () => {
    const other = { digest: 'sha256:other', name: '[a 2/2] RUN sleep 9', started: STARTED };
    const { outcome } = await follow(
      traceLine({ vertexes: [other, { ...run, started: STARTED }] }) +
        traceLine({ logs: [{ vertex: 'sha256:run', stream: 1, bytes: Buffer.from('no rule\n') }] }) +
        traceLine({
          vertexes: [{ ...run, started: STARTED, completed: STARTED + 1, error: 'exit code: 2' }],
        }) +
        traceLine({ vertexes: [{ ...other, completed: STARTED + 2, error: 'context canceled' }] }) +
        '{"errorDetail":{"message":"executor failed: exit code: 2"},"error":"executor failed: exit code: 2"}\n',
    );
    expect(outcome).toEqual({
      kind: 'error',
      message: 'executor failed: exit code: 2',
      step: '[2/2] RUN make',
      output: 'no rule\n',
    });
  });

  test('does not take an end without an image for success, and says what ran last', async () => {
    const { outcome } = await follow(traceLine({ vertexes: [{ ...run, started: STARTED }] }));
    expect(outcome).toEqual({ kind: 'silent', step: '[2/2] RUN make', output: '' });
  });

  test('refuses an answer that is not progress', async () => {
    await expect(follow('<html>proxy error</html>\n')).rejects.toMatchObject({ code: 'engine.failed' });
  });
});

describe('the trace decoder', () => {
  test('passes over fields that it does not know', () => {
    const known = encodeTrace({ vertexes: [{ ...run, started: STARTED + 0.5 }] });
    // Field 15 with each wire type: a number, eight bytes, a text, four bytes.
    const unknown = Buffer.from([
      0x78, 0x01, 0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x7a, 0x01, 0x41, 0x7d, 1, 2, 3, 4,
    ]);
    expect(decodeBuildkitTrace(Buffer.concat([unknown, known])).vertexes).toEqual([
      { ...run, cached: false, error: '', started: STARTED + 0.5 },
    ]);
  });

  test('refuses a message that ends in its middle', () => {
    const whole = encodeTrace({ vertexes: [run] });
    expect(() => decodeBuildkitTrace(whole.subarray(0, whole.length - 3))).toThrow(RangeError);
  });
});
