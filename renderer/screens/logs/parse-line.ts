import { applySgr, PLAIN, type TextStyle } from './text-style.ts';

/** A stretch of a line that looks the same. */
export interface Run {
  readonly text: string;
  readonly style: TextStyle;
}

/*
 * Control sequences of ECMA-48: CSI with its parameters and its final byte; strings (OSC, DCS, SOS, PM, APC) up to their
 * terminator; escapes of two or three bytes; and an escape that begins nothing.
 */
const SEQUENCE = new RegExp(
  String.raw`\x1b(?:\[([\x30-\x3f]*)[\x20-\x2f]*([\x40-\x7e])|[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|[\x20-\x2f]*[\x30-\x4f\x51-\x57\x59\x5a\x5c\x60-\x7e]|)`,
  'g',
);

/** What would be invisible, or turn the direction of the text around it: never shown as it is. The tab may stay. */
const CONTROL = new RegExp(
  String.raw`[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]`,
  'g',
);
const ANY_CONTROL = new RegExp(
  String.raw`[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]`,
);

/** How much of a line is looked at for the first `limit` characters of it: sequences take room too. */
const RAW_PER_CHARACTER = 8;

/**
 * A line as a terminal would leave it: colours and weights applied, what was written over gone after a carriage return,
 * all other sequences dropped, each control character as U+FFFD, as bytes that are no UTF-8 are already.
 * @param limit characters after which the rest is left out
 */
export function parseLine(raw: string, limit = Number.POSITIVE_INFINITY): Run[] {
  const text = clip(raw.replace(/\r+$/, ''), limit);
  if (!ANY_CONTROL.test(text)) return text === '' ? [] : [{ text: text.slice(0, limit), style: PLAIN }];
  let runs: Run[] = [];
  let style = PLAIN;
  for (const segment of text.split('\r')) {
    const written = parseSegment(segment, style, limit);
    runs = written.erases ? written.runs : [...written.runs, ...after(runs, lengthOf(written.runs))];
    style = written.style;
  }
  return runs;
}

/** The text of a line without any of its sequences. */
export function plainText(raw: string, limit?: number): string {
  return parseLine(raw, limit)
    .map(({ text }) => text)
    .join('');
}

/** Of a line that goes back to its beginning the end counts, of any other the beginning. */
function clip(text: string, limit: number): string {
  const most = limit * RAW_PER_CHARACTER;
  if (text.length <= most) return text;
  return text.includes('\r') ? text.slice(-most) : text.slice(0, most);
}

interface Segment {
  readonly runs: Run[];
  readonly style: TextStyle;
  /** It erased what an earlier segment left behind it. */
  readonly erases: boolean;
}

function parseSegment(text: string, start: TextStyle, limit: number): Segment {
  const runs: Run[] = [];
  let style = start;
  let erases = false;
  let from = 0;
  let room = limit;
  const write = (stretch: string): void => {
    if (stretch === '' || room <= 0) return;
    runs.push({ text: makeVisible(stretch.slice(0, room)), style });
    room -= stretch.length;
  };
  for (const match of text.matchAll(SEQUENCE)) {
    write(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [, parameters = '', final] = match;
    if (final === 'm') style = applySgr(style, parameters);
    if (final === 'K') erases = true;
    if (room <= 0) break;
  }
  write(text.slice(from));
  return { runs, style, erases };
}

function makeVisible(text: string): string {
  return text.toWellFormed().replace(CONTROL, '\ufffd');
}

function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { text }) => sum + text.length, 0);
}

/** What is left of runs when so many characters were written over them. */
function after(runs: readonly Run[], characters: number): Run[] {
  let covered = characters;
  return runs.flatMap(({ text, style }) => {
    const rest = text.slice(covered);
    covered = Math.max(0, covered - text.length);
    return rest === '' ? [] : [{ text: rest, style }];
  });
}
