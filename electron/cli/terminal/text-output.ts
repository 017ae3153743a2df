import { detectTerminal } from './detect-terminal.ts';
import { createLiveArea, type LiveArea } from './live-area.ts';
import { createPaint, type Paint } from './paint-text.ts';
import { terminalSize } from './terminal-size.ts';
import type { TextStream } from './text-stream.ts';
import { wrapText } from './wrap-text.ts';
import { ASCII_SYMBOLS, UNICODE_SYMBOLS, type Symbols } from './symbols.ts';

/** A stream that people read. Whatever becomes of it, writing neither throws nor waits. */
export interface TextOutput {
  readonly paint: Paint;
  readonly symbols: Symbols;
  /** Text may be redrawn in place: it is a terminal that can. */
  readonly interactive: boolean;
  /** Aborted when nobody reads any more (a closed pipe, a terminal that is gone). */
  readonly closed: AbortSignal;
  /** Columns of the terminal; undefined where there is none and lines may have any length. */
  readonly width: () => number | undefined;
  /**
   * One line, above what is being redrawn. With `hanging`, a line that is too long for the terminal is broken at spaces
   * and goes on indented by so many columns.
   */
  readonly line: (text?: string, hanging?: number) => void;
  /** Bytes as they are, for documents. */
  readonly write: (text: string) => void;
  /** Draws lines at the end of the output, again and again, until its `end`. */
  readonly live: (render: (frame: number) => readonly string[]) => LiveArea;
  /** Takes a live area away that somebody left behind. */
  readonly settle: () => void;
  /** A live area is being drawn. */
  readonly busy: () => boolean;
  /** Resolves when the reader can take more. */
  readonly ready: () => Promise<void>;
  /** Resolves when all is written, or after `ms`, since a stopped terminal may never take it. */
  readonly flush: (ms: number) => Promise<void>;
}

export function openTextOutput(
  stream: TextStream,
  env: Readonly<Record<string, string | undefined>>,
): TextOutput {
  const facts = detectTerminal(env, stream.isTTY === true);
  const gone = new AbortController();
  let area: LiveArea | undefined;
  // EPIPE when the reader has left, EIO when the terminal has: either way there is nobody to tell.
  stream.on('error', (error) => gone.abort(error));
  const write = (text: string) => {
    if (!gone.signal.aborted && !stream.destroyed && !stream.writableEnded) stream.write(text);
  };
  const width = () => (stream.isTTY === true ? terminalSize(stream).columns : undefined);
  return {
    paint: createPaint(facts.colour),
    symbols: facts.unicode ? UNICODE_SYMBOLS : ASCII_SYMBOLS,
    interactive: facts.live,
    closed: gone.signal,
    width,
    line: (text = '', hanging) => {
      const room = width();
      const lines = room === undefined || hanging === undefined ? [text] : wrapText(text, room, hanging);
      if (area) area.above(`${lines.join('\n')}\n`);
      else write(`${lines.join('\n')}\n`);
    },
    write,
    live: (render) => {
      area?.end();
      const opened = createLiveArea({ stream, write, render });
      area = {
        ...opened,
        end: () => {
          opened.end();
          area = undefined;
        },
      };
      return area;
    },
    settle: () => area?.end(),
    busy: () => area !== undefined,
    ready: () => drained(stream, gone.signal),
    flush: (ms) => flush(stream, gone.signal, ms),
  };
}

async function flush(stream: TextStream, closed: AbortSignal, ms: number): Promise<void> {
  if (closed.aborted || stream.destroyed || stream.writableLength === 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    closed.addEventListener('abort', done, { once: true });
    stream.write('', done);
  });
}

async function drained(stream: TextStream, closed: AbortSignal): Promise<void> {
  if (!stream.writableNeedDrain || closed.aborted) return;
  await new Promise<void>((resolve) => {
    stream.once('drain', resolve);
    closed.addEventListener('abort', () => resolve(), { once: true });
  });
}
