import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import type { Connection } from '../../../electron/core/db/connection.ts';
import { ALL_MIGRATIONS } from '../../../electron/core/db/migrations/all-migrations.ts';
import { openConnection } from '../../../electron/core/db/open-connection.ts';
import { createStores } from '../../../electron/core/db/open-stores.ts';
import { pageSql } from '../../../electron/core/db/page-deployments.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { handClock, temporaryFolder } from './temporary-history.ts';

/** Tables that grow with every deployment or build; the others have a few rows for each app or host. */
const GROWING =
  /\b(deployments|earlier|plans|configs|steps|folded_steps|evidence|releases|release_images|builds|logs|approvals|health_changes|notices)\b/;

function openForPlans(): { readonly connection: Connection; readonly statements: readonly string[] } {
  const connection = openConnection(join(temporaryFolder(), 'history.db'), ALL_MIGRATIONS, 200);
  onTestFinished(() => void connection.database.close());
  const statements: string[] = [];
  const recording: Connection = {
    ...connection,
    query: <Row>(sql: string) => {
      statements.push(sql);
      return connection.query<Row>(sql);
    },
    command: (sql) => {
      statements.push(sql);
      return connection.command(sql);
    },
  };
  createStores(recording, { clock: handClock(), ids: randomIds });
  return { connection, statements };
}

function planOf(connection: Connection, sql: string): readonly string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [String(name), null]);
  return connection.database
    .prepare<[Record<string, null>], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(Object.fromEntries(names) as Record<string, null>)
    .map(({ detail }) => detail);
}

/** An index of only the few rows that are not finished: reading all of it is what is wanted. */
const SMALL_INDEX = 'deployments_unfinished';

/** Steps of a plan that would get slower with every row of a growing table. */
function slowSteps(plan: readonly string[]): readonly string[] {
  if (!plan.some((step) => GROWING.test(step))) return [];
  const scans = (step: string) =>
    step.startsWith('SCAN') && GROWING.test(step) && !step.includes(SMALL_INDEX);
  return plan.filter((step) => scans(step) || step.includes('TEMP B-TREE'));
}

test('no statement of any store reads a growing table from end to end or sorts it', () => {
  const { connection, statements } = openForPlans();
  const explained = statements.filter((sql) => !sql.startsWith('PRAGMA'));
  expect(explained.length).toBeGreaterThan(50);
  const slow = explained.flatMap((sql) => slowSteps(planOf(connection, sql)).map((step) => ({ step, sql })));
  expect(slow).toEqual([]);
});

describe('a page of deployments', () => {
  const KEYS = ['app', 'environment', 'host', 'state', 'by'] as const;
  const combinations = Array.from({ length: 2 ** KEYS.length }, (_, bits) =>
    KEYS.filter((_key, position) => (bits & (1 << position)) !== 0),
  );

  test.each(combinations.map((keys) => ({ keys, name: keys.join(' + ') || 'nothing' })))(
    'filtered by $name is one search of an index in order of sequence',
    ({ keys }) => {
      const { connection } = openForPlans();
      const plan = planOf(connection, pageSql(keys));
      expect(plan).toHaveLength(1);
      expect(plan[0]).toMatch(
        keys.length === 0
          ? /^SEARCH deployments USING INTEGER PRIMARY KEY \(rowid<\?\)$/
          : /^SEARCH deployments USING INDEX deployments_by_\w+ \(.*(sequence|rowid)<\?\)$/,
      );
    },
  );
});
