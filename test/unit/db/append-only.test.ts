import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';

import * as sample from './sample-rows.ts';
import { furnishedHistory } from './temporary-history.ts';

/** A history with a row in every table that is only added to, opened a second time behind the stores' back. */
function behindTheBack(): Database {
  const { stores, path } = furnishedHistory();
  const { deployments } = stores;
  deployments.begin(sample.deployment({ id: 'd1' }));
  deployments.beginStep('d1', 0, 'lock', 1);
  deployments.addEvidence('d1', {
    container: 'c',
    replica: 1,
    oomKilled: false,
    state: 'exited',
    logLines: [],
    healthLog: [],
  });
  stores.builds.begin({ id: 'b1', app: 'web', startedAt: 1, by: 'ann@desk' });
  stores.logs.add('build', 'text', 1);
  stores.approvals.add({ app: 'web', environment: 'dev', version: 1, by: 'ann@desk', at: 1 });
  const database = new SqliteDatabase(path);
  database.pragma('foreign_keys = OFF');
  onTestFinished(() => void database.close());
  return database;
}

test.each(['releases', 'builds', 'approvals', 'configs', 'deployments', 'plans', 'steps', 'evidence'])(
  'nothing is ever deleted from %s',
  (table) => {
    const database = behindTheBack();
    expect(() => database.exec(`DELETE FROM ${table}`)).toThrow(`history is append-only: ${table}`);
    expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(1);
  },
);

test.each([
  ['releases', 'version = 7'],
  ['releases', "config_digest = 'other'"],
  ['builds', 'started_at = 7'],
  ['approvals', "who = 'bob'"],
  ['configs', "content = '{}'"],
  ['deployments', 'sequence = 7'],
  ['deployments', "release = 'other'"],
  ['deployments', 'started_at = 7'],
  ['deployments', "who = 'bob'"],
  ['deployments', "message = 'other'"],
  ['plans', "content = '{}'"],
  ['steps', "name = 'bake'"],
  ['steps', 'started_at = 7'],
  ['evidence', 'exit_code = 0'],
  ['logs', "content = x''"],
])('what happened cannot be rewritten: %s %s', (table, change) => {
  const database = behindTheBack();
  expect(() => database.exec(`UPDATE ${table} SET ${change}`)).toThrow(`history is append-only: ${table}`);
});
