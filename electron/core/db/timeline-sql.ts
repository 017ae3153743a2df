/** The tables that the timeline is made of, in the order in which rows of the same time stand. */
export const TIMELINE_TABLES = ['deployments', 'builds', 'approvals'] as const;
export type TimelineTable = (typeof TIMELINE_TABLES)[number];

/** Conditions that a query may have besides the place in time. Lists come as JSON arrays. */
export const TIMELINE_CONDITIONS = ['app', 'environment', 'kinds', 'states', 'by'] as const;
export type TimelineCondition = (typeof TIMELINE_CONDITIONS)[number];

const CONDITIONS: Readonly<Record<TimelineCondition, string>> = {
  app: 'app = @app',
  environment: 'environment = @environment',
  kinds: 'kind IN (SELECT value FROM json_each(@kinds))',
  states: 'state IN (SELECT value FROM json_each(@states))',
  by: 'who = @by',
};

/** What each table can be asked for; what it has no column for is decided before it is asked at all. */
export const ASKABLE: Readonly<Record<TimelineTable, readonly TimelineCondition[]>> = {
  deployments: ['app', 'environment', 'kinds', 'states', 'by'],
  builds: ['app', 'states', 'by'],
  approvals: ['app', 'environment', 'by'],
};

const COLUMNS: Readonly<Record<TimelineTable, string>> = {
  deployments: `sequence, id, kind, state, started_at AS at, duration_ms AS durationMs, app, environment, host, version,
    colour, who AS by, via, message, error ->> '$.message' AS problem,
    receipt ->> '$.probes' AS sent, receipt ->> '$.failures' AS failed, receipt ->> '$.longestGapMs' AS longestGapMs`,
  builds: `sequence, id, 'build' AS kind, state, started_at AS at, duration_ms AS durationMs, app, NULL AS environment,
    NULL AS host, (SELECT version FROM releases WHERE releases.id = builds.release) AS version, NULL AS colour,
    who AS by, NULL AS via, NULL AS message, error ->> '$.message' AS problem,
    NULL AS sent, NULL AS failed, NULL AS longestGapMs`,
  approvals: `sequence, 'approval-' || sequence AS id, 'approval' AS kind, 'done' AS state, at, NULL AS durationMs, app,
    environment, NULL AS host, version, NULL AS colour, who AS by, NULL AS via, message, NULL AS problem,
    NULL AS sent, NULL AS failed, NULL AS longestGapMs`,
};

const TIME: Readonly<Record<TimelineTable, string>> = {
  deployments: 'started_at',
  builds: 'started_at',
  approvals: 'at',
};

/**
 * One table's share of a page: newest first, from (`@at`, `@sequence`) downward, that row itself not. The index is chosen
 * here and not by SQLite's estimate, so a page costs the same whatever the history holds. Exported for the test of its plan.
 */
export function timelineSql(table: TimelineTable, conditions: readonly TimelineCondition[]): string {
  const time = TIME[table];
  const where = [
    ...conditions.map((condition) => CONDITIONS[condition]),
    `${time} >= @since`,
    `${time} <= @at`,
    `(${time}, sequence) < (@at, @sequence)`,
  ];
  return `SELECT ${COLUMNS[table]} FROM ${table} INDEXED BY ${indexFor(table, conditions)}
    WHERE ${where.join(' AND ')} ORDER BY ${time} DESC, sequence DESC LIMIT @limit`;
}

function indexFor(table: TimelineTable, conditions: readonly TimelineCondition[]): string {
  if (conditions.includes('app')) return `${table}_by_app_time`;
  if (conditions.includes('environment')) return `${table}_by_environment_time`;
  return `${table}_by_time`;
}
