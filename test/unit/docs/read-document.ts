import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const CHECKOUT = join(import.meta.dirname, '../../..');

export function readDocument(path: string): string {
  return readFileSync(join(CHECKOUT, path), 'utf8');
}

export function isThere(path: string): boolean {
  return existsSync(join(CHECKOUT, path));
}

/** What stands under a heading (`## build`, without regard to backticks), up to the next one of its level or above. */
export function sectionOf(document: string, heading: string): string {
  const lines = document.split('\n');
  const level = heading.indexOf(' ');
  const first = lines.findIndex((line) => line.replaceAll('`', '') === heading);
  if (first < 0) throw new Error(`There is no "${heading}".`);
  const isNext = (line: string) => new RegExp(`^#{1,${level}} `).test(line);
  const last = lines.findIndex((line, index) => index > first && isNext(line));
  return lines.slice(first, last < 0 ? undefined : last).join('\n');
}

/** The rows of every table in a text, without titles, as cells. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  const rows = text.split('\n').map((line) =>
    line.startsWith('|')
      ? line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim())
      : [],
  );
  const isRule = (cells: readonly string[] | undefined) =>
    cells?.every((cell) => /^-+:?$/.test(cell)) === true;
  return rows.filter(
    (cells, index) =>
      cells.length > 0 && !isRule(cells) && !(rows[index + 1]?.length && isRule(rows[index + 1])),
  );
}

/** The words in backticks. */
export function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}
