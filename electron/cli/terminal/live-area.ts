import { displayWidth, truncateText } from './measure-text.ts';
import { terminalSize } from './terminal-size.ts';
import type { TextStream } from './text-stream.ts';

/** The last lines of a terminal's output, which are drawn again in place. */
export interface LiveArea {
  /** Writes for good, above the area. */
  readonly above: (text: string) => void;
  readonly refresh: () => void;
  /** Takes the area away and gives the cursor back. */
  readonly end: () => void;
}

const FRAME_MS = 100;
/** DEC private modes: 25 shows the cursor, 2026 (synchronised output) lets a terminal show a frame at once. */
const BEGIN = '\u001b[?2026h\u001b[?25l';
const END = '\u001b[?2026l';
export const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_BELOW = '\u001b[J';

/**
 * Draws `render(frame)` ten times a second. Lines are cut to the terminal's width, and lines that do not fit its height are
 * left out, so that what was drawn can always be taken back; when the terminal gets narrower its own re-wrapping is counted.
 * A terminal that takes no output is not sent more frames.
 */
export function createLiveArea(options: {
  readonly stream: TextStream;
  readonly write: (text: string) => void;
  readonly render: (frame: number) => readonly string[];
}): LiveArea {
  const { stream, write, render } = options;
  let drawn: readonly string[] = [];
  let frame = 0;
  let ended = false;

  const erase = (): string => {
    const { columns } = terminalSize(stream);
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / columns)), 0);
    return rows === 0 ? '' : `\r\u001b[${rows}A${CLEAR_BELOW}`;
  };
  const compose = (): string => {
    const { columns, rows } = terminalSize(stream);
    const width = Math.max(1, columns - 1);
    const height = Math.max(1, rows - 1);
    drawn = render(frame)
      .slice(0, height)
      .map((line) => truncateText(line, width));
    return drawn.map((line) => `${line}\n`).join('');
  };
  const draw = (above: string) => {
    const erased = erase();
    write(`${BEGIN}${erased}${above}${compose()}${END}`);
  };
  const refresh = () => {
    if (!ended && !stream.writableNeedDrain) draw('');
  };
  const timer = setInterval(() => {
    frame += 1;
    refresh();
  }, FRAME_MS);
  timer.unref();
  stream.on('resize', refresh);
  draw('');

  return {
    above: (text) => {
      if (ended) write(text);
      else draw(text);
    },
    refresh,
    end: () => {
      if (ended) return;
      ended = true;
      clearInterval(timer);
      stream.off('resize', refresh);
      write(`${erase()}${SHOW_CURSOR}`);
    },
  };
}
