import { parseLine } from './parse-line.ts';

/** Longer lines are cut in the list; a line is shown whole on demand. */
export const MAX_CELLS = 8000;

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const TAB_CELLS = 8;

/** Columns of the grid that a line takes, up to `MAX_CELLS`. */
export function countCells(text: string): number {
  // Nearly every line: an expression is quicker than looking at each character here.
  if (text.length <= MAX_CELLS && PRINTABLE_ASCII.test(text)) return text.length;
  let cells = 0;
  for (const run of parseLine(text, MAX_CELLS)) cells = advance(run.text, cells);
  return Math.min(cells, MAX_CELLS);
}

/** The column after this text, when it begins at column `from`. */
export function advance(text: string, from: number): number {
  if (PRINTABLE_ASCII.test(text)) return from + text.length;
  let at = from;
  for (const character of text) at += cellsOf(character, at);
  return at;
}

/** Columns of one character at a column; what lies above U+1100 is taken for wide, as most of it is. */
export function cellsOf(character: string, column: number): number {
  if (character === '\t') return TAB_CELLS - (column % TAB_CELLS);
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) return 0;
  return code < 0x1100 || (code >= 0x2000 && code < 0x2e80) || code === 0xfffd ? 1 : 2;
}
