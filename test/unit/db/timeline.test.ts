import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';

import { ALL_MIGRATIONS } from '../../../electron/core/db/migrations/all-migrations.ts';
import { openConnection } from '../../../electron/core/db/open-connection.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import {
  ASKABLE,
  TIMELINE_TABLES,
  timelineSql,
  type TimelineCondition,
} from '../../../electron/core/db/timeline-sql.ts';
import type { TimelineCursor, TimelineFilter } from '../../../electron/core/db/timeline.ts';
import * as sample from './sample-rows.ts';
import { furnishedHistory, temporaryFolder } from './temporary-history.ts';

const AT = 1_700_000_000_000;

/** A deployment, a build and an approval, all at one time, and a few around them. */
function busyHistory(): Stores {
  const { stores, clock } = furnishedHistory();
  for (const [id, at] of [
    ['d1', AT],
    ['d2', AT],
    ['d3', AT + 5],
  ] as const) {
    clock.set(at);
    stores.deployments.begin(sample.deployment({ id, startedAt: at, message: id }));
  }
  stores.deployments.update('d3', {
    state: 'failed',
    durationMs: 12,
    receipt: sample.receipt,
    error: { code: 'ready.failed', message: 'it never got up', details: {} },
  });
  stores.builds.begin({ id: 'b1', app: 'web', startedAt: AT, by: 'ann@desk' });
  stores.builds.end('b1', { state: 'done', durationMs: 3, release: 'r1' });
  stores.builds.begin({ id: 'b2', app: 'web', startedAt: AT - 5, by: 'ben@shed' });
  stores.builds.end('b2', { state: 'failed', durationMs: 3 });
  stores.approvals.add({
    app: 'web',
    environment: 'prod',
    version: 1,
    by: 'eve@roof',
    at: AT,
    message: 'go',
  });
  return stores;
}

const ids = (stores: Stores, filter: TimelineFilter = {}) =>
  stores.timeline.page(filter, { limit: 100 }).map(({ row }) => row.id);

test('mixes deployments, builds and approvals by time, and those of one time always in the same order', () => {
  expect(ids(busyHistory())).toEqual(['d3', 'd2', 'd1', 'b1', 'approval-1', 'b2']);
});

test('tells what a list shows of each', () => {
  const rows = busyHistory().timeline.page({}, { limit: 10 });
  expect(rows[0]?.row).toMatchObject({
    kind: 'deploy',
    state: 'failed',
    problem: 'it never got up',
    host: 'h1',
    probes: { sent: 120, failed: 0, longestGapMs: 12.5 },
  });
  expect(rows[3]?.row).toEqual({
    id: 'b1',
    kind: 'build',
    state: 'done',
    at: AT,
    durationMs: 3,
    app: 'web',
    version: 1,
    by: 'ann@desk',
  });
  expect(rows[4]?.row).toMatchObject({ kind: 'approval', state: 'done', environment: 'prod', message: 'go' });
});

test.each<[TimelineFilter, readonly string[]]>([
  [{ app: 'other' }, []],
  [{ environment: 'dev' }, ['d3', 'd2', 'd1']],
  [{ environment: 'prod' }, ['approval-1']],
  [{ kinds: ['build', 'approval'] }, ['b1', 'approval-1', 'b2']],
  [{ kinds: ['rollback'] }, []],
  [{ states: ['failed'] }, ['d3', 'b2']],
  [{ states: ['done'] }, ['b1', 'approval-1']],
  [{ by: 'ben@shed' }, ['b2']],
  [{ since: AT }, ['d3', 'd2', 'd1', 'b1', 'approval-1']],
  [{ until: AT }, ['d2', 'd1', 'b1', 'approval-1', 'b2']],
  [{ since: AT, until: AT, kinds: ['deploy'] }, ['d2', 'd1']],
  [{ since: AT + 6 }, []],
])('of %j there is %j', (filter, wanted) => {
  expect(ids(busyHistory(), filter)).toEqual(wanted);
});

test('pages of any size put together are the whole, whatever the filter and however often a time repeats', () => {
  const { stores } = furnishedHistory();
  let made = 0;
  const entry = fc.record({
    table: fc.constantFrom('deployment', 'build', 'approval'),
    at: fc.integer({ min: AT, max: AT + 3 }),
    app: fc.constantFrom('web', 'api'),
  });
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 12 }),
      fc.integer({ min: 1, max: 7 }),
      fc.option(fc.integer({ min: AT, max: AT + 3 }), { nil: undefined }),
      (entries, limit, until) => {
        for (const { table, at, app } of entries) {
          const id = `x${(made += 1)}`;
          if (table === 'deployment') stores.deployments.begin(sample.deployment({ id, app, startedAt: at }));
          if (table === 'build') stores.builds.begin({ id, app, startedAt: at, by: 'ann@desk' });
          if (table === 'approval')
            stores.approvals.add({ app, environment: 'dev', version: 1, by: 'ann@desk', at });
        }
        const filter = { app: 'web', ...(until === undefined ? {} : { until }) };
        const whole = stores.timeline.page(filter, { limit: 10_000 }).map(({ row }) => row.id);
        const paged: string[] = [];
        let after: TimelineCursor | undefined;
        for (;;) {
          const page = stores.timeline.page(filter, { limit, ...(after === undefined ? {} : { after }) });
          paged.push(...page.map(({ row }) => row.id));
          after = page.at(-1)?.cursor;
          if (after === undefined) break;
        }
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(paged.length);
      },
    ),
    { numRuns: 25 },
  );
});

describe('a page of one table', () => {
  const combinations = TIMELINE_TABLES.flatMap((table) =>
    Array.from({ length: 2 ** ASKABLE[table].length }, (_, bits) => ({
      table,
      conditions: ASKABLE[table].filter((_condition, at) => (bits & (1 << at)) !== 0),
    })),
  );

  test.each(combinations.map((each) => ({ ...each, name: each.conditions.join(' + ') || 'nothing' })))(
    '$table filtered by $name is one search of an index in order of time',
    ({ table, conditions }: { table: (typeof TIMELINE_TABLES)[number]; conditions: TimelineCondition[] }) => {
      const connection = openConnection(join(temporaryFolder(), 'history.db'), ALL_MIGRATIONS, 200);
      onTestFinished(() => void connection.database.close());
      const sql = timelineSql(table, conditions);
      const names = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null] as const);
      const parameters: Record<string, null> = Object.fromEntries(names);
      const plan = connection.database
        .prepare<[Record<string, null>], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(parameters)
        .map(({ detail }) => detail);
      expect(plan[0]).toMatch(
        /^SEARCH \w+ USING INDEX \w+_time \(.*(started_at|at)>\? AND (started_at|at)<\?/,
      );
      expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
      expect(plan.filter((step) => /^SCAN (deployments|builds|approvals)/.test(step))).toEqual([]);
    },
  );
});
