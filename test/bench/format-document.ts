import type { BenchRow } from './bench-row.ts';
import { documentCells, formatDocumentTable } from './format-table.ts';

/** What a document's table has now. */
export interface DocumentTable {
  /** Cells of its rows, by title. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
  /** What is said below it. */
  readonly below: string;
}

/**
 * What stands between the marks of a document: the machine, the rows of these titles in their order, and what is said below
 * them. Of what was not measured stays what the document has.
 */
export function formatDocument(
  titles: readonly string[],
  rows: readonly BenchRow[],
  machine: string,
  before: DocumentTable = { rows: new Map(), below: '' },
): string {
  const measured = new Map(rows.map((row) => [row.name, row]));
  const cells = titles.flatMap((title) => {
    const row = measured.get(title);
    const shown = row === undefined ? before.rows.get(title) : documentCells(row);
    return shown === undefined ? [] : [shown];
  });
  const below = titles.flatMap((title) => measured.get(title)?.below ?? []).join(' ') || before.below;
  return [machine, formatDocumentTable(cells), ...(below === '' ? [] : [below])].join('\n\n');
}

/** Throws where the document has no place for measurements. */
export function readDocumentTable(document: string, mark: string): DocumentTable {
  const parts = betweenMarks(document, mark).split(/\n{2,}/);
  const table = parts.findIndex((part) => part.startsWith('|'));
  const lines = (parts[table] ?? '').split('\n').slice(2);
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const below = table < 0 ? '' : parts.slice(table + 1).join('\n\n');
  return { rows: new Map(cells.map((row) => [row[0] ?? '', row])), below };
}

/** What stands between the marks of a document now. */
export function betweenMarks(document: string, mark: string): string {
  const [from, to] = marksOf(document, mark);
  return document.slice(from, to).trim();
}

/** The document with something else between its marks. */
export function replaceBetweenMarks(document: string, mark: string, text: string): string {
  const [from, to] = marksOf(document, mark);
  return `${document.slice(0, from)}\n${text}\n${document.slice(to)}`;
}

function marksOf(document: string, mark: string): readonly [number, number] {
  const begin = `<!-- ${mark} -->\n`;
  const from = document.indexOf(begin);
  const to = document.indexOf(`\n<!-- /${mark} -->`, from);
  if (from < 0 || to < 0)
    throw new Error(`The document has no place for these measurements (<!-- ${mark} -->).`);
  return [from + begin.length, to];
}
