import { displayWidth, padText, truncateText } from './measure-text.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** May be cut down to so many columns where there is little room. */
  readonly min?: number;
  /** May be left out where there is still too little room, higher numbers first. */
  readonly optional?: number;
}

const GAP = 2;

/**
 * A table as lines, its title row first, aligned by what a terminal shows. `width` undefined: as wide as it needs.
 * Cells are cut, then optional columns left out, until it fits.
 */
export function layoutTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
  ellipsis = '…',
): readonly string[] {
  const natural = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(row[index] ?? ''))),
  );
  const shown = width === undefined ? columns.map((_, index) => index) : choose(columns, natural, width);
  const widths = shrink(columns, natural, shown, width ?? Number.POSITIVE_INFINITY);
  const line = (cells: readonly string[]) =>
    shown
      .map((index, position) => {
        const room = widths.get(index) ?? 0;
        const cell = truncateText(cells[index] ?? '', room, ellipsis);
        const last = position === shown.length - 1 && columns[index]?.align !== 'right';
        return last ? cell : padText(cell, room, columns[index]?.align);
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...rows.map((row) => line(row))];
}

/** The columns that stay: optional ones go, most dispensable first, while even the least widths do not fit. */
function choose(columns: readonly Column[], natural: readonly number[], width: number): readonly number[] {
  let shown = columns.map((_, index) => index);
  const least = (index: number) =>
    Math.min(natural[index] ?? 0, columns[index]?.min ?? Number.POSITIVE_INFINITY);
  const total = () => shown.reduce((sum, index) => sum + least(index), GAP * (shown.length - 1));
  const dispensable = columns
    .flatMap((column, index) => (column.optional === undefined ? [] : [{ index, rank: column.optional }]))
    .sort((a, b) => b.rank - a.rank);
  for (const { index } of dispensable) {
    if (total() <= width) break;
    shown = shown.filter((other) => other !== index);
  }
  return shown;
}

/** Takes what is too much from the widest column that may still be cut, one terminal column at a time. */
function shrink(
  columns: readonly Column[],
  natural: readonly number[],
  shown: readonly number[],
  width: number,
): ReadonlyMap<number, number> {
  const widths = new Map(shown.map((index) => [index, natural[index] ?? 0]));
  let excess = [...widths.values()].reduce((sum, value) => sum + value, GAP * (shown.length - 1)) - width;
  while (excess > 0 && Number.isFinite(excess)) {
    const widest = shown
      .filter((index) => (widths.get(index) ?? 0) > (columns[index]?.min ?? Number.POSITIVE_INFINITY))
      .sort((a, b) => (widths.get(b) ?? 0) - (widths.get(a) ?? 0))[0];
    if (widest === undefined) break;
    widths.set(widest, (widths.get(widest) ?? 0) - 1);
    excess -= 1;
  }
  return widths;
}
