import type { HistoryRow } from '../../../shared/model/history-row.ts';
import type { Stores } from '../db/stores.ts';
import type { TimelineCursor, TimelineFilter } from '../db/timeline.ts';
import { nameHosts } from './page-history.ts';

/** Rows that are read, and become a piece of text, at a time. */
const AT_ONCE = 500;

/**
 * What happened, newest first, as one JSON array (a row a line) or as CSV (RFC 4180, with a line of names first). In pieces
 * that are made as they are asked for, so that a history of any length passes through.
 */
export function* exportTimeline(
  stores: Pick<Stores, 'timeline' | 'hosts'>,
  filter: TimelineFilter,
  format: 'json' | 'csv',
): Generator<string> {
  if (format === 'csv') yield `${COLUMNS.map(([name]) => name).join(',')}\r\n`;
  let first = true;
  for (const rows of pages(stores, filter)) {
    if (format === 'csv') yield rows.map(csvLine).join('');
    else yield `${first ? '[\n' : ',\n'}${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
    first = false;
  }
  if (format === 'json') yield first ? '[]\n' : '\n]\n';
}

function* pages(
  stores: Pick<Stores, 'timeline' | 'hosts'>,
  filter: TimelineFilter,
): Generator<readonly HistoryRow[]> {
  let after: TimelineCursor | undefined;
  for (;;) {
    const entries = stores.timeline.page(filter, {
      limit: AT_ONCE,
      ...(after === undefined ? {} : { after }),
    });
    if (entries.length > 0) yield nameHosts(stores, entries);
    after = entries.at(-1)?.cursor;
    if (entries.length < AT_ONCE || after === undefined) return;
  }
}

const COLUMNS: readonly (readonly [name: string, value: (row: HistoryRow) => string | number | undefined])[] =
  [
    ['at', (row) => new Date(row.at).toISOString()],
    ['kind', (row) => row.kind],
    ['state', (row) => row.state],
    ['app', (row) => row.app],
    ['environment', (row) => row.environment],
    ['host', (row) => row.host],
    ['version', (row) => row.version],
    ['colour', (row) => row.colour],
    ['duration_ms', (row) => row.durationMs],
    ['by', (row) => row.by],
    ['via', (row) => row.via],
    ['message', (row) => row.message],
    ['problem', (row) => row.problem],
    ['probes', (row) => row.probes?.sent],
    ['probes_failed', (row) => row.probes?.failed],
    ['longest_gap_ms', (row) => row.probes?.longestGapMs],
    ['id', (row) => row.id],
  ];

function csvLine(row: HistoryRow): string {
  return `${COLUMNS.map(([, value]) => csvCell(value(row))).join(',')}\r\n`;
}

/**
 * Spreadsheets take a text that begins so for a formula, and somebody else's message must not compute anything: such a text
 * gets a `'` before it, which they show as nothing (OWASP, CSV injection).
 */
const FORMULA = /^[=+\-@\t\r]/;

function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
