import { advance, cellsOf } from './count-cells.ts';
import type { Run } from './parse-line.ts';

/** A run and where its text begins in the text of the whole line. */
export interface PlacedRun extends Run {
  readonly from: number;
}

/** What of a line lies in the columns from `start` up to `end`; a character belongs where its first column is. */
export function sliceCells(runs: readonly Run[], start: number, end: number): PlacedRun[] {
  const slices: PlacedRun[] = [];
  let cell = 0;
  let from = 0;
  for (const run of runs) {
    if (cell >= end) break;
    const after = advance(run.text, cell);
    if (after > start) {
      const [first, last] = [indexAt(run.text, cell, start), indexAt(run.text, cell, end)];
      if (last > first)
        slices.push({ text: run.text.slice(first, last), style: run.style, from: from + first });
    }
    cell = after;
    from += run.text.length;
  }
  return slices;
}

/** Index of the first character that begins at this column or after it, in a text that begins at column `from`. */
function indexAt(text: string, from: number, column: number): number {
  if (column <= from) return 0;
  if (advance(text, from) - from === text.length) return Math.min(text.length, column - from);
  let cell = from;
  let index = 0;
  for (const character of text) {
    if (cell >= column) break;
    cell += cellsOf(character, cell);
    index += character.length;
  }
  return index;
}
