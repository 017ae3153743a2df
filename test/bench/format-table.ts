import type { BenchRow } from './bench-row.ts';
import { formatAmount } from './format-amount.ts';

const HEAD = ['what', 'measured', 'bar', '', 'how'];

/** Columns for a terminal; the note comes last, since it is the longest. */
export function formatTable(rows: readonly BenchRow[], machine: string): string {
  const cells = [HEAD, ...rows.map((row) => [...cellsOf(row, { yes: 'ok', no: 'MISSED' }), row.note ?? ''])];
  const widths = widthsOf(cells);
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [machine, '', ...lines].join('\n');
}

/** The cells of the documents' table for a row: what, measured, bar, and whether it was reached. */
export function documentCells(row: BenchRow): readonly string[] {
  return cellsOf(row, { yes: 'yes', no: 'no' });
}

/** The documents' table, laid out as the formatter of the documents does. */
export function formatDocumentTable(rows: readonly (readonly string[])[]): string {
  const cells = [HEAD.slice(0, 4), ...rows];
  const widths = widthsOf(cells).map((width) => Math.max(3, width));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [cells[0] ?? [], rule, ...rows].map(line).join('\n');
}

function cellsOf(
  { name, value, of, unit, bar = '', ok }: BenchRow,
  words: { readonly yes: string; readonly no: string },
): string[] {
  const measured = formatAmount(value, unit);
  const verdict = ok === undefined ? '' : ok ? words.yes : words.no;
  return [name, of === undefined ? measured : `${measured} of ${of.toLocaleString('en')}`, bar, verdict];
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
}
