import type { HistoryRow } from '../../../shared/model/history-row.ts';
import type { Connection, Query, SqlParameters } from './connection.ts';
import { withoutNulls } from './row-values.ts';
import { ASKABLE, TIMELINE_TABLES, timelineSql, type TimelineTable } from './timeline-sql.ts';
import type { TimelineCursor, TimelineEntry, TimelineFilter, TimelineStore } from './timeline.ts';

/** Every column is there, those that say nothing as NULL. */
type Row = Pick<HistoryRow, 'id' | 'kind' | 'state' | 'at' | 'app' | 'by'> & {
  readonly [
    K in 'durationMs' | 'environment' | 'host' | 'version' | 'colour' | 'via' | 'message' | 'problem'
  ]: Exclude<HistoryRow[K], undefined> | null;
} & {
  readonly sequence: number;
  /** Of the receipt, which is not read whole: it holds a chart. */
  readonly sent: number | null;
  readonly failed: number | null;
  readonly longestGapMs: number | null;
};

/** Before every row and after every row. */
const NEWEST: TimelineCursor = { at: Number.MAX_SAFE_INTEGER, rank: -1, sequence: 0 };

/** Pages by keyset: each table gives its own next rows, and the newest of all of them are the page. */
export function createTimelineStore(connection: Connection): TimelineStore {
  const queries = new Map<string, Query<Row>>();
  const rowsOf = (table: TimelineTable, filter: TimelineFilter, after: TimelineCursor, limit: number) => {
    const { kinds, states, since = 0, ...rest } = filter;
    const values: SqlParameters = {
      ...withoutUndefined(rest),
      ...(kinds === undefined ? {} : { kinds: JSON.stringify(kinds) }),
      ...(states === undefined ? {} : { states: JSON.stringify(states) }),
    };
    const sql = timelineSql(
      table,
      ASKABLE[table].filter((condition) => condition in values),
    );
    const query = queries.get(sql) ?? connection.query<Row>(sql);
    queries.set(sql, query);
    return query.all({ ...values, ...boundOf(table, filter, after), since, limit });
  };

  return {
    page: (filter, { after = NEWEST, limit }) => {
      const tables = TIMELINE_TABLES.filter((table) => mayHold(table, filter));
      const found = connection.snapshot(() =>
        tables.flatMap((table) =>
          rowsOf(table, filter, after, limit).map((row) => ({ row, rank: TIMELINE_TABLES.indexOf(table) })),
        ),
      );
      return found
        .sort((a, b) => b.row.at - a.row.at || a.rank - b.rank || b.row.sequence - a.row.sequence)
        .slice(0, limit)
        .map(({ row, rank }) => toEntry(row, rank));
    },
  };
}

/** Whether rows of the table can match at all. */
function mayHold(table: TimelineTable, { environment, kinds, states }: TimelineFilter): boolean {
  switch (table) {
    case 'deployments':
      return kinds === undefined || kinds.some((kind) => kind !== 'build' && kind !== 'approval');
    case 'builds':
      return environment === undefined && (kinds?.includes('build') ?? true);
    case 'approvals':
      return (kinds?.includes('approval') ?? true) && (states?.includes('done') ?? true);
  }
}

/** Rows of the cursor's own time come after it when their table does, or, in its own table, when they are older. */
function boundOf(table: TimelineTable, { until }: TimelineFilter, after: TimelineCursor) {
  if (until !== undefined && until < after.at) return { at: until, sequence: Number.MAX_SAFE_INTEGER };
  const rank = TIMELINE_TABLES.indexOf(table);
  const sequence = rank > after.rank ? Number.MAX_SAFE_INTEGER : rank < after.rank ? 0 : after.sequence;
  return { at: after.at, sequence };
}

function toEntry({ sequence, sent, failed, longestGapMs, ...row }: Row, rank: number): TimelineEntry {
  return {
    row: {
      ...withoutNulls(row),
      ...(sent === null ? {} : { probes: { sent, failed: failed ?? 0, longestGapMs: longestGapMs ?? 0 } }),
    },
    cursor: { at: row.at, rank, sequence },
  };
}

function withoutUndefined(values: Readonly<Record<string, string | number | undefined>>): SqlParameters {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}
