import type { BenchRow } from './bench-row.ts';

const HEAD = ['what', 'value', 'bar', '', 'how'];

/** Columns for a terminal; the note comes last, since it is the longest. */
export function formatTable(rows: readonly BenchRow[], machine: string): string {
  const cells = [HEAD, ...rows.map((row) => cellsOf(row, { yes: 'ok', no: 'MISSED' }))];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
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

/** The same for the README. */
export function formatMarkdown(rows: readonly BenchRow[], machine: string): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `_${machine}_`,
    '',
    line(HEAD),
    '| --- | ---: | --- | --- | --- |',
    ...rows.map((row) => line(cellsOf(row, { yes: '✓', no: '**missed**' }))),
  ].join('\n');
}

function cellsOf(
  { name, value, unit, bar = '', ok, note = '' }: BenchRow,
  words: { readonly yes: string; readonly no: string },
): string[] {
  const verdict = ok === undefined ? '' : ok ? words.yes : words.no;
  return [
    name,
    unit === 'ratio' ? formatNumber(value) : `${formatNumber(value)} ${unit}`,
    bar,
    verdict,
    note,
  ];
}

/** Three significant digits, whole numbers from 100 on. */
function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}
