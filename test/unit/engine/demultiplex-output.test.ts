import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutputPiece } from '../../../electron/core/engine/output/demultiplex-output.ts';
import { demultiplexOutput } from '../../../electron/core/engine/output/demultiplex-output.ts';
import { frame } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';

async function* chunksOf(...chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* await Promise.resolve(chunks);
}

async function collect(chunks: AsyncIterable<Buffer>, framing: 'frames' | 'raw' = 'frames') {
  const pieces: OutputPiece[] = [];
  for await (const piece of demultiplexOutput(chunks, framing)) pieces.push(piece);
  const text = (stream: OutputPiece['stream']): Buffer =>
    Buffer.concat(pieces.filter((piece) => piece.stream === stream).map(({ data }) => data));
  return { pieces, stdout: text('stdout'), stderr: text('stderr') };
}

/** Cuts a buffer at the given places, whatever they are. */
function cutAt(whole: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [0, ...places.map((place) => place % (whole.length + 1)).sort((a, b) => a - b), whole.length];
  return cuts.slice(1).map((end, index) => whole.subarray(cuts[index], end));
}

describe('frames', () => {
  test('come out as they went in, wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 40 })), { maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 60 }),
        async (frames, places) => {
          const whole = Buffer.concat(frames.map(([stream, data]) => frame(stream, Buffer.from(data))));
          const out = await collect(chunksOf(...cutAt(whole, places)));
          const expected = (stream: number): Buffer =>
            Buffer.concat(frames.filter(([of]) => of === stream).map(([, data]) => Buffer.from(data)));
          expect(out.stdout).toEqual(expected(1));
          expect(out.stderr).toEqual(expected(2));
          expect(out.pieces.filter(({ first }) => first)).toHaveLength(
            frames.filter(([, data]) => data.length > 0).length,
          );
        },
      ),
    );
  });

  test('200,000 of one byte in one chunk are no deeper than one', async () => {
    const one = frame(1, 'a');
    const out = await collect(chunksOf(Buffer.alloc(one.length * 200_000, one)));
    expect(out.stdout.length).toBe(200_000);
  });

  test('are passed on before they are whole', async () => {
    const whole = frame(1, 'slow and steady');
    const pieces = demultiplexOutput(chunksOf(whole.subarray(0, 12), whole.subarray(12)), 'frames');
    expect(String((await pieces.next()).value?.data)).toBe('slow');
    await pieces.return();
  });

  test('are not read ahead of their reader', async () => {
    let read = 0;
    async function* source(): AsyncGenerator<Buffer> {
      for (; read < 100; read += 1) yield await Promise.resolve(frame(1, 'x'));
    }
    const pieces = demultiplexOutput(source(), 'frames');
    await pieces.next();
    await pieces.next();
    expect(read).toBeLessThan(3);
    await pieces.return();
  });

  test.each(['01000001000000', '09000000000000', '48545450000000'])(
    'that begin with %s are garbage',
    async (hex) => {
      const failure = await failureOf(
        collect(chunksOf(Buffer.from(`${hex}05`, 'hex'), Buffer.from('hello'))),
      );
      expect(failure.code).toBe('engine.failed');
    },
  );

  test.each([3, 8, 10])('that end after %i bytes were cut', async (bytes) => {
    const failure = await failureOf(collect(chunksOf(frame(2, 'hello').subarray(0, bytes))));
    expect(failure.code).toBe('engine.cut');
  });

  test('of the engine itself are its error', async () => {
    const failure = await failureOf(collect(chunksOf(frame(1, 'a'), frame(3, 'log driver broke'))));
    expect(failure.code).toBe('engine.failed');
    expect(failure.details['engine']).toBe('log driver broke');
  });
});

test('the output of a terminal has no frames and is passed on as it is', async () => {
  const out = await collect(chunksOf(Buffer.from([1, 0, 0]), Buffer.from('plain')), 'raw');
  expect(out.stdout.toString('latin1')).toBe('\u0001\u0000\u0000plain');
});
