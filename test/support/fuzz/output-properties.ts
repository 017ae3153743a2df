import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { LogLine } from '../../../electron/core/engine/engine.ts';
import {
  createFrameReader,
  type OutputPiece,
} from '../../../electron/core/engine/output/demultiplex-output.ts';
import { splitLines, type Stamps } from '../../../electron/core/engine/output/split-lines.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { frame } from '../fake-engine.ts';
import { mutated, type FuzzTarget } from './fuzz-target.ts';
import { must } from './must.ts';
import { LOG } from './recorded.ts';

const FRAMES = [
  LOG,
  LOG.subarray(0, 200),
  Buffer.concat([frame(1, 'listening on 8080\n'), frame(2, 'warning: x\n'), frame(1, '')]),
  Buffer.concat(Array.from({ length: 20 }, (_, index) => frame(1 + (index % 2), 'x'.repeat(index)))),
  frame(3, 'error from daemon'),
];

const noise = fc.uint8Array({ maxLength: 200 }).map((data) => Buffer.from(data));
const places = fc.array(fc.nat(), { maxLength: 8 });

/** Cut anywhere, frames give the same output; damaged, they are refused or give bytes that were in them, never more. */
export function demultiplexing(): FuzzTarget['property'] {
  return fc.property(fc.tuple(fc.oneof(mutated(FRAMES), noise), places), ([bytes, at]) => {
    const whole = outputOf([bytes]);
    must(isDeepStrictEqual(outputOf(cut(bytes, at)), whole), 'another output when cut elsewhere');
    must(whole.stdout.length + whole.stderr.length <= bytes.length, 'more came out than went in');
  });
}

/** Cut anywhere, what a container wrote gives the same lines, each of them one line, and together no more than went in. */
export function splitting(): FuzzTarget['property'] {
  const terminal = Buffer.from(
    '2026-11-23T02:59:15.557181385Z one\r\n2026-11-23T02:59:16+01:00 two\nno time\n',
  );
  const framed = fc.record({
    stamps: fc.constantFrom<Stamps>('frame', 'none'),
    framed: fc.constant(true),
    bytes: mutated(FRAMES),
  });
  const raw = fc.record({
    stamps: fc.constantFrom<Stamps>('line', 'none'),
    framed: fc.constant(false),
    bytes: fc.oneof(mutated([terminal]), noise),
  });
  return fc.asyncProperty(fc.oneof(framed, raw), places, async (input, at) => {
    const lines = (chunks: readonly Buffer[]) =>
      linesOf(input.framed ? unframed(chunks) : chunks.map(asPiece), input.stamps);
    const whole = await lines([input.bytes]);
    must(isDeepStrictEqual(await lines(cut(input.bytes, at)), whole), 'other lines when cut elsewhere');
    must(
      whole.every(({ text }) => !text.includes('\n')),
      'a line with an end in it',
    );
    must(
      whole.every((line) => line.at === undefined || Number.isFinite(line.at)),
      'a line at no time',
    );
    const length = whole.reduce((sum, { text }) => sum + text.length, 0);
    must(length <= input.bytes.length, 'more came out than went in');
  });
}

function cut(bytes: Buffer, at: readonly number[]): readonly Buffer[] {
  const ends = [...at.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

function outputOf(chunks: readonly Buffer[]) {
  const reader = createFrameReader();
  const out = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let refused = '';
  try {
    for (const chunk of chunks) for (const { stream, data } of reader.pieces(chunk)) out[stream].push(data);
    reader.end();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    refused = error.code;
  }
  return { stdout: Buffer.concat(out.stdout), stderr: Buffer.concat(out.stderr), refused };
}

const asPiece = (data: Buffer): OutputPiece => ({ stream: 'stdout', data, first: false });

/** As far as the frames can be read. */
function unframed(chunks: readonly Buffer[]): readonly OutputPiece[] {
  const reader = createFrameReader();
  const pieces: OutputPiece[] = [];
  try {
    for (const chunk of chunks) for (const piece of reader.pieces(chunk)) pieces.push(piece);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return pieces;
}

async function linesOf(pieces: readonly OutputPiece[], stamps: Stamps): Promise<readonly LogLine[]> {
  async function* source(): AsyncGenerator<OutputPiece> {
    yield* await Promise.resolve(pieces);
  }
  const found = { stdout: [] as LogLine[], stderr: [] as LogLine[] };
  // Of two streams it depends on the cuts which one's line is complete first.
  for await (const line of splitLines(source(), stamps)) found[line.stream].push(line);
  return [...found.stdout, ...found.stderr];
}
