import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../../electron/core/engine/engine.ts';
import type { OutputPiece } from '../../../electron/core/engine/output/demultiplex-output.ts';
import type { Stamps } from '../../../electron/core/engine/output/split-lines.ts';
import { LINE_BYTES, splitLines } from '../../../electron/core/engine/output/split-lines.ts';

const out = (data: string | Buffer, first = true): OutputPiece => ({
  stream: 'stdout',
  data: Buffer.from(data),
  first,
});

async function lines(pieces: readonly OutputPiece[], stamps: Stamps = 'none'): Promise<LogLine[]> {
  const found: LogLine[] = [];
  async function* source(): AsyncGenerator<OutputPiece> {
    yield* await Promise.resolve(pieces);
  }
  for await (const line of splitLines(source(), stamps)) found.push(line);
  return found;
}

const texts = async (pieces: readonly OutputPiece[]): Promise<string[]> =>
  (await lines(pieces)).map(({ text }) => text);

describe('lines', () => {
  test('are the same wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat({ max: 300 }), { maxLength: 20 }),
        async (words, places) => {
          const expected = words.map((word) => word.replaceAll(/[\r\n]/g, '·'));
          const whole = Buffer.from(expected.map((line) => `${line}\n`).join(''));
          const cuts = [
            0,
            ...places.filter((place) => place < whole.length).sort((a, b) => a - b),
            whole.length,
          ];
          const pieces = cuts
            .slice(1)
            .map((end, index) => out(whole.subarray(cuts[index], end), index === 0));
          expect(await texts(pieces)).toEqual(expected);
        },
      ),
    );
  });

  test('end with a line feed, with or without a return before it; the last one may have none', async () => {
    expect(await texts([out('a\r\nb\n\nc')])).toEqual(['a', 'b', '', 'c']);
  });

  test('of the two streams do not mix', async () => {
    const pieces: OutputPiece[] = [
      out('he'),
      { stream: 'stderr', data: Buffer.from('oops\n'), first: true },
      out('llo\n'),
    ];
    expect(await lines(pieces)).toEqual([
      { stream: 'stderr', text: 'oops' },
      { stream: 'stdout', text: 'hello' },
    ]);
  });

  test('that are not UTF-8 are readable all the same', async () => {
    expect(await texts([out(Buffer.from([0x61, 0xff, 0x62, 0x0a]))])).toEqual(['a\ufffdb']);
  });

  test('longer than a mebibyte are cut there, between characters, and the next one is whole', async () => {
    const [long = '', next] = await texts([
      out('x'),
      out(Buffer.alloc(LINE_BYTES, 'é'), false),
      out(Buffer.alloc(LINE_BYTES, 'y'), false),
      out('\nnext\n', false),
    ]);
    expect(Buffer.byteLength(long)).toBe(LINE_BYTES - 1);
    expect(long.endsWith('é')).toBe(true);
    expect(next).toBe('next');
  });
});

describe('times', () => {
  const at = Date.UTC(2026, 10, 23, 2, 59, 15, 557);
  const stamp = '2026-11-23T02:59:15.557181385Z';

  test('are taken off the front', async () => {
    expect(await lines([out(`${stamp} hello\n`), out(`${stamp} \n`)], 'frame')).toEqual([
      { stream: 'stdout', at, text: 'hello' },
      { stream: 'stdout', at, text: '' },
    ]);
  });

  test('are put together from pieces', async () => {
    const whole = `${stamp} hello\n`;
    const pieces = Array.from(whole, (letter, index) => out(letter, index === 0));
    expect(await lines(pieces, 'frame')).toEqual([{ stream: 'stdout', at, text: 'hello' }]);
  });

  test('of the parts of a long line are taken out; the first one counts', async () => {
    const pieces = [
      out(`${stamp} one, `),
      out('2026-11-23T03:00:00Z two, '),
      out('2026-11-23T03:00:01Z three\n'),
    ];
    expect(await lines(pieces, 'frame')).toEqual([{ stream: 'stdout', at, text: 'one, two, three' }]);
  });

  test('with an offset are understood; what only looks like one is text', async () => {
    const pieces = [out('2026-11-23T03:59:15.557+01:00 a\n'), out('2026-11-23 b\n'), out('c\n'), out('2026')];
    expect(await lines(pieces, 'frame')).toEqual([
      { stream: 'stdout', at, text: 'a' },
      { stream: 'stdout', text: '2026-11-23 b' },
      { stream: 'stdout', text: 'c' },
      { stream: 'stdout', text: '2026' },
    ]);
  });

  test('of a terminal begin every line and no chunk', async () => {
    const pieces = [out(`${stamp} a\r\n${stamp} b`), out(` c\r\n`)];
    expect(await lines(pieces, 'line')).toEqual([
      { stream: 'stdout', at, text: 'a' },
      { stream: 'stdout', at, text: 'b c' },
    ]);
  });
});
