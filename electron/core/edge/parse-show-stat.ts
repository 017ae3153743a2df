import { Failure } from '../runtime/failure.ts';

/** One row of `show stat`, by HAProxy's own column names. Absent and empty columns read as ''. */
export interface StatRow {
  readonly proxy: string;
  /** A server's name, or `FRONTEND`, `BACKEND`. */
  readonly name: string;
  text(column: string): string;
  /** 0 where the column is empty. */
  number(column: string): number;
}

/** Reads the CSV of `show stat`. The columns are found by their names: each HAProxy version adds some. */
export function parseShowStat(answer: string): readonly StatRow[] {
  const [header, ...lines] = answer.split('\n').filter((line) => line.trim() !== '');
  if (!header?.startsWith('# pxname,svname,')) {
    throw new Failure('edge.failed', `HAProxy gave no statistics: ${answer.trim().slice(0, 200)}`, {
      haproxy: answer.trim().slice(0, 1000),
    });
  }
  const columns = columnsOf(header);
  return lines.map((line) => {
    const cells = splitCsv(line);
    const text = (column: string): string => cells[columns.get(column) ?? -1] ?? '';
    return {
      proxy: text('pxname'),
      name: text('svname'),
      text,
      number: (column) => Number(text(column)) || 0,
    };
  });
}

let lastHeader = '';
let lastColumns: ReadonlyMap<string, number> = new Map();

/** The same header comes again and again, from every edge of one version. */
function columnsOf(header: string): ReadonlyMap<string, number> {
  if (header !== lastHeader) {
    lastColumns = new Map(splitCsv(header.slice(2)).map((column, index) => [column, index]));
    lastHeader = header;
  }
  return lastColumns;
}

/** Splits one line; a quoted cell may hold commas, and a doubled quote for a quote (`last_chk` quotes an app's own words). */
function splitCsv(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
