import type { Migration } from './migration.ts';

/**
 * What was found to differ, since when. Not history: a row goes when its difference does. `lasting` is the finding itself
 * (JSON) where it is something that happened, which the engine soon forgets; without it the difference can be seen again.
 */
export const driftFindings: Migration = {
  version: 2,
  name: 'drift-findings',
  up: (database) => {
    database.exec(`
      CREATE TABLE drift_findings (
        app TEXT NOT NULL,
        environment TEXT NOT NULL,
        host TEXT NOT NULL,
        finding TEXT NOT NULL,
        deployment TEXT NOT NULL,
        first_seen INTEGER NOT NULL,
        lasting TEXT,
        PRIMARY KEY (app, environment, host, finding)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
