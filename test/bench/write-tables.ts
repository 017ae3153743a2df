import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchRow } from './bench-row.ts';
import { describeRuns, type BenchRun } from './bench-run.ts';
import { formatDocument, readDocumentTable, replaceBetweenMarks } from './format-document.ts';
import { DOCUMENT_ROWS } from './row-titles.ts';

/*
 * Writes what was measured into the README and docs/desktop.md, between their marks:
 *
 *   node test/bench/write-tables.ts [FILE…]
 *
 * Each file is what `npm run bench -- [NAME…] --json FILE` wrote; of a row in several, the last file's is taken. A row in
 * none of them stays as it is. Says which rows stayed.
 */

const CHECKOUT = join(import.meta.dirname, '../..');

/** Returns the titles of the rows that were not measured, by document. */
export function writeTables(
  runs: readonly BenchRun[],
  folder: string,
): Readonly<Record<string, readonly string[]>> {
  const rows = new Map(
    runs.flatMap(({ results }) => results.flatMap((result) => result.rows.map((row) => [row.name, row]))),
  );
  const stayed = Object.entries(DOCUMENT_ROWS).map(([path, titles]) => {
    const missing = titles.filter((title) => !rows.has(title));
    if (missing.length < titles.length) {
      const file = join(folder, path);
      writeFileSync(file, withTable(readFileSync(file, 'utf8'), titles, [...rows.values()], runs));
    }
    return [path, missing] as const;
  });
  return Object.fromEntries(stayed);
}

function withTable(
  document: string,
  titles: readonly string[],
  rows: readonly BenchRow[],
  runs: readonly BenchRun[],
): string {
  const mine = runs.filter(({ results }) =>
    results.some((result) => result.rows.some(({ name }) => titles.includes(name))),
  );
  const text = formatDocument(titles, rows, describeRuns(mine), readDocumentTable(document));
  return replaceBetweenMarks(document, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = process.argv.slice(2);
  const paths = files.length > 0 ? files : [join(CHECKOUT, '.twinberth-test/bench.json')];
  const runs = paths.map((path) => JSON.parse(readFileSync(path, 'utf8')) as BenchRun);
  for (const [document, titles] of Object.entries(writeTables(runs, CHECKOUT)))
    for (const title of titles) console.log(`${document}: not measured, and left as it is: ${title}`);
}
