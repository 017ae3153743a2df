import type { Connection, Query, SqlParameters } from './connection.ts';
import { SUMMARY_COLUMNS, toSummary } from './deployment-rows.ts';
import type { SummaryRow } from './deployment-rows.ts';
import type { DeploymentFilter, DeploymentsStore, DeploymentSummary } from './stores.ts';

const FILTER_COLUMNS = {
  app: 'app',
  environment: 'environment',
  host: 'host',
  state: 'state',
  by: 'who',
} as const;
type FilterKey = keyof typeof FILTER_COLUMNS;
const FILTER_KEYS = Object.keys(FILTER_COLUMNS) as FilterKey[];

/**
 * Pages newest first by keyset. The index is chosen here and not by SQLite's estimate, so a page costs the same
 * whatever the history holds. A list of states is one query per state, merged: a single query over them would have to
 * sort everything that matches.
 */
export function createDeploymentPages(connection: Connection): DeploymentsStore['page'] {
  const queries = new Map<string, Query<SummaryRow>>();
  const queryFor = (keys: readonly FilterKey[]) => {
    const sql = pageSql(keys);
    const query = queries.get(sql) ?? connection.query<SummaryRow>(sql);
    queries.set(sql, query);
    return query;
  };
  const rowsOf = (values: Partial<Record<FilterKey, string>>, before: number, limit: number) => {
    const keys = FILTER_KEYS.filter((key) => values[key] !== undefined);
    const parameters: SqlParameters = { ...values, before, limit };
    return queryFor(keys).all(parameters);
  };

  return (filter, { before = Number.MAX_SAFE_INTEGER, limit = 50 } = {}) => {
    const { states, ...values } = definedOnly(filter);
    const rows = states
      ? connection.snapshot(() => mergeStates(states, (state) => rowsOf({ ...values, state }, before, limit)))
      : rowsOf(values, before, limit);
    return rows.slice(0, limit).map((row): DeploymentSummary => toSummary(row, connection.path, false));
  };
}

/** The SQL of one page for the filters that are given; exported for the test of its query plan. */
export function pageSql(keys: readonly FilterKey[]): string {
  const conditions = keys.map((key) => `${FILTER_COLUMNS[key]} = @${key}`);
  const index = indexFor(keys);
  return `SELECT ${SUMMARY_COLUMNS} FROM deployments ${index ? `INDEXED BY ${index}` : 'NOT INDEXED'}
    WHERE ${[...conditions, 'sequence < @before'].join(' AND ')} ORDER BY sequence DESC LIMIT @limit`;
}

/** The one that leaves the fewest rows; undefined: the table itself, which is in order of sequence. */
function indexFor(keys: readonly FilterKey[]): string | undefined {
  const has = (...wanted: FilterKey[]) => wanted.every((key) => keys.includes(key));
  if (has('app', 'environment', 'host')) return 'deployments_by_berth';
  if (has('app', 'environment')) return 'deployments_by_placement';
  if (has('app')) return 'deployments_by_app';
  if (has('environment')) return 'deployments_by_environment';
  if (has('host')) return 'deployments_by_host';
  if (has('state')) return 'deployments_by_state';
  if (has('by')) return 'deployments_by_person';
  return undefined;
}

function mergeStates(
  states: readonly string[],
  rowsOf: (state: string) => readonly SummaryRow[],
): readonly SummaryRow[] {
  return [...new Set(states)].flatMap(rowsOf).sort((a, b) => b.sequence - a.sequence);
}

function definedOnly(filter: DeploymentFilter): DeploymentFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
