import { StringDecoder } from 'node:string_decoder';
import type { LogLine } from '../engine.ts';
import type { OutputPiece } from './demultiplex-output.ts';

/** Of a longer line the rest is dropped: what prints without line ends must not fill our memory. */
export const LINE_BYTES = 1024 * 1024;

/**
 * - `none`: the output has no times.
 * - `frame`: each frame is one message of the log and begins with its time. A long line is several messages (the engine
 *   splits at 16 KiB), so times also stand where no line begins; they are taken out.
 * - `line`: a terminal's log has no frames; a time begins every line.
 */
export type Stamps = 'none' | 'frame' | 'line';

/** Joins pieces to lines, each stream for itself; a last line without an end is a line too. */
export async function* splitLines(
  pieces: AsyncIterable<OutputPiece>,
  stamps: Stamps,
): AsyncGenerator<LogLine, void, undefined> {
  const joiners = { stdout: createLineJoiner('stdout', stamps), stderr: createLineJoiner('stderr', stamps) };
  for await (const piece of pieces) yield* joiners[piece.stream].push(piece);
  for (const joiner of [joiners.stdout, joiners.stderr]) yield* joiner.end();
}

interface LineJoiner {
  push(piece: OutputPiece): Generator<LogLine, void, undefined>;
  end(): Generator<LogLine, void, undefined>;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
/** `2026-11-23T02:59:15.557181385+01:00 ` is 36 bytes. */
const STAMP_BYTES = 40;

function createLineJoiner(stream: LogLine['stream'], stamps: Stamps): LineJoiner {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let cut = false;
  let begun = false;
  let at: number | undefined;
  /** What may be the beginning of a time; undefined when none is expected here. */
  let stamp: Buffer | undefined = stamps === 'line' ? Buffer.alloc(0) : undefined;

  const keep = (data: Buffer): void => {
    if (data.length === 0) return;
    begun = true;
    const fitting = data.subarray(0, LINE_BYTES - keptBytes);
    if (fitting.length < data.length) cut = true;
    if (fitting.length === 0) return;
    // Copied: a slice would keep the whole chunk that it came in alive.
    kept.push(Buffer.from(fitting));
    keptBytes += fitting.length;
  };

  const finish = (): LogLine => {
    const line: LogLine = {
      stream,
      ...(at === undefined ? {} : { at }),
      text: toText(Buffer.concat(kept, keptBytes), cut),
    };
    kept = [];
    keptBytes = 0;
    cut = false;
    begun = false;
    at = undefined;
    if (stamps === 'line') stamp = Buffer.alloc(0);
    return line;
  };

  /** Takes the time off the front, as soon as it is there whole; what is no time is text. */
  const takeStamp = (data: Buffer): Buffer => {
    if (stamp === undefined) return data;
    const seen = Buffer.concat([stamp, data]);
    const space = seen.subarray(0, STAMP_BYTES).indexOf(SPACE);
    if (space === -1 && seen.length < STAMP_BYTES && !seen.includes(NEWLINE)) {
      stamp = seen;
      return Buffer.alloc(0);
    }
    stamp = undefined;
    const time = space === -1 ? undefined : parseStamp(seen.toString('latin1', 0, space));
    if (time === undefined) return seen;
    at ??= time;
    begun = true;
    return seen.subarray(space + 1);
  };

  const flushStamp = (): void => {
    if (stamp === undefined) return;
    const text = stamp;
    stamp = undefined;
    keep(text);
  };

  return {
    *push({ data, first }) {
      if (first && stamps === 'frame') {
        flushStamp();
        stamp = Buffer.alloc(0);
      }
      let rest = takeStamp(data);
      for (;;) {
        const newline = rest.indexOf(NEWLINE);
        if (newline === -1) break;
        keep(rest.subarray(0, newline));
        const next = rest.subarray(newline + 1);
        yield finish();
        rest = takeStamp(next);
      }
      keep(rest);
    },
    *end() {
      flushStamp();
      if (begun) yield finish();
    },
  };
}

function toText(line: Buffer, cut: boolean): string {
  // The decoder holds a character back that the cut went through.
  if (cut) return new StringDecoder('utf8').write(line);
  return line.toString('utf8', 0, line.at(-1) === RETURN ? line.length - 1 : line.length);
}

function parseStamp(word: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(word)) return undefined;
  const at = Date.parse(word);
  return Number.isNaN(at) ? undefined : at;
}
