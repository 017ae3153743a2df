import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';

import { config, plan, receipt, release } from '../unit/db/sample-rows.ts';

export interface Placement {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
}

const APPS = 40;
const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;
const CONFIGURATIONS = 500;

/** Which placement row n belongs to; `fill` says the same in SQL. */
export const PLACEMENTS: readonly Placement[] = Array.from({ length: APPS }, (_, app) =>
  ENVIRONMENTS.map((environment) => ({ app: `app-${app}`, environment, host: 'h1' })),
).flat();

/**
 * Puts `count` deployments with plan and receipt of real size, and six steps for the newest tenth, into a history that
 * was just made; with the indexes of everyday use, in one transaction.
 */
export function fillHistory(path: string, count: number): void {
  const database = new SqliteDatabase(path);
  try {
    database.pragma('synchronous = OFF');
    // With them on, SQLite looks for children of every row that an INSERT … SELECT adds; single inserts do not pay that.
    database.pragma('foreign_keys = OFF');
    database.pragma('cache_size = -200000');
    database.transaction(() => {
      addReleasesAndConfigurations(database);
      addDeployments(database, count);
    })();
  } finally {
    database.close();
  }
}

function addReleasesAndConfigurations(database: Database): void {
  const { identity, source, test } = release();
  const addRelease = database.prepare(
    `INSERT INTO releases (id, app, version, tag, config_digest, layers, platform, input_hash, source, test, size_bytes,
       created_at, created_by) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 1, 1, 'ann@desk')`,
  );
  for (let n = 0; n < APPS; n++) {
    const app = `app-${n}`;
    addRelease.run(
      `r-${n}`,
      app,
      `${app}:v1`,
      identity.configDigest,
      JSON.stringify(identity.layers),
      identity.platform,
      `input-${n}`,
      JSON.stringify(source),
      JSON.stringify(test),
    );
  }
  const addConfig = database.prepare('INSERT INTO configs (id, hash, content) VALUES (?, ?, ?)');
  for (let n = 1; n <= CONFIGURATIONS; n++)
    addConfig.run(n, `config-${n}`, JSON.stringify({ ...config, labels: { n: String(n) } }));
}

function addDeployments(database: Database, count: number): void {
  const numbers =
    'WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @to)';
  const everything = { to: count };
  database
    .prepare(
      `${numbers} INSERT INTO deployments (id, kind, app, environment, host, release, version, colour, state, started_at,
         live_at, ended_at, duration_ms, who, via, message, config, receipt)
       SELECT printf('%08x%08x', n * 2654435761 % 4294967296, n), 'deploy', 'app-' || (n / 3 % ${APPS}),
         CASE n % 3 WHEN 0 THEN 'dev' WHEN 1 THEN 'staging' ELSE 'prod' END, 'h1', 'r-' || (n / 3 % ${APPS}), 1,
         iif(n % 2, 'blue', 'green'),
         CASE WHEN n > @to - 3 THEN 'running' WHEN n > @to - 120 THEN 'live' WHEN n % 20 = 0 THEN 'failed'
           ELSE 'superseded' END,
         1700000000000 + n, 1700000000000 + n, 1700000001000 + n, 1000.5, 'ann@desk', 'cli', 'release of week ' || n,
         1 + n % ${CONFIGURATIONS}, @receipt FROM numbers`,
    )
    .run({ ...everything, receipt: JSON.stringify(receipt) });
  database
    .prepare(`${numbers} INSERT INTO plans (deployment, content) SELECT n, @plan FROM numbers`)
    .run({ ...everything, plan: JSON.stringify(plan) });
  database
    .prepare(
      `INSERT INTO steps (deployment, ordinal, name, state, started_at, duration_ms)
       SELECT deployments.id, ordinals.value, 'switch', 'done', started_at, 12.5
       FROM deployments, json_each('[0, 1, 2, 3, 4, 5]') AS ordinals
       WHERE sequence > @count * 9 / 10`,
    )
    .run({ count });
}
