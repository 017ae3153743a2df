import type { Migration } from './migration.ts';

/**
 * Lists that mix deployments, builds and approvals are in order of time, which is not that of the sequence: clocks are set,
 * and another machine's history is imported. The columns after the time let a filter be decided within the index.
 */
export const timeline: Migration = {
  version: 5,
  name: 'timeline',
  up: (database) => {
    database.exec(`
      CREATE INDEX deployments_by_time ON deployments (started_at, sequence, kind, state, who);
      CREATE INDEX deployments_by_app_time ON deployments (app, started_at, sequence, environment, kind, state, who);
      CREATE INDEX deployments_by_environment_time ON deployments (environment, started_at, sequence, kind, state, who);
      CREATE INDEX builds_by_time ON builds (started_at, sequence, state, who);
      CREATE INDEX builds_by_app_time ON builds (app, started_at, sequence, state, who);
      CREATE INDEX approvals_by_time ON approvals (at, sequence, who);
      CREATE INDEX approvals_by_app_time ON approvals (app, at, sequence, environment, who);
      CREATE INDEX approvals_by_environment_time ON approvals (environment, at, sequence, who);
    `);
  },
};
