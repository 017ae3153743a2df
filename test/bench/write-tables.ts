import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchRow } from './bench-row.ts';
import { describeRuns, type BenchRun } from './bench-run.ts';
import { formatDocument, readDocumentTable, replaceBetweenMarks } from './format-document.ts';
import { MEASURED_TABLES, type MeasuredTable } from './row-titles.ts';

/*
 * Writes what was measured into the README and docs/desktop.md, between their marks:
 *
 *   node test/bench/write-tables.ts [FILE…]
 *
 * Each file is what `npm run bench -- [NAME…] --json FILE` wrote; of a row in several, the last file's is taken. A row in
 * none of them stays as it is. Says which rows stayed.
 */

const CHECKOUT = join(import.meta.dirname, '../..');

/** Returns the titles of the rows that were not measured, with their documents. */
export function writeTables(
  runs: readonly BenchRun[],
  folder: string,
): readonly { readonly path: string; readonly title: string }[] {
  const rows = new Map(
    runs.flatMap(({ results }) => results.flatMap((result) => result.rows.map((row) => [row.name, row]))),
  );
  return MEASURED_TABLES.flatMap((table) => {
    const { path, titles } = table;
    const missing = titles.filter((title) => !rows.has(title));
    if (missing.length < titles.length) {
      const file = join(folder, path);
      writeFileSync(file, withTable(readFileSync(file, 'utf8'), table, [...rows.values()], runs));
    }
    return missing.map((title) => ({ path, title }));
  });
}

function withTable(
  document: string,
  { titles, mark }: MeasuredTable,
  rows: readonly BenchRow[],
  runs: readonly BenchRun[],
): string {
  const mine = runs.filter(({ results }) =>
    results.some((result) => result.rows.some(({ name }) => titles.includes(name))),
  );
  const text = formatDocument(titles, rows, describeRuns(mine), readDocumentTable(document, mark));
  return replaceBetweenMarks(document, mark, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = process.argv.slice(2);
  const paths = files.length > 0 ? files : [join(CHECKOUT, '.twinberth-test/bench.json')];
  const runs = paths.map((path) => JSON.parse(readFileSync(path, 'utf8')) as BenchRun);
  for (const { path, title } of writeTables(runs, CHECKOUT))
    console.log(`${path}: not measured, and left as it is: ${title}`);
}
