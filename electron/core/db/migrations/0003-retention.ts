import type { Migration } from './migration.ts';

/**
 * `pins`: releases that people want kept whatever their age. Intent, not history: a pin can be taken away. The indexes:
 * removing a log has to find out whether a build still refers to it.
 */
export const retention: Migration = {
  version: 3,
  name: 'retention',
  up: (database) => {
    database.exec(`
      CREATE TABLE pins (
        app TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        who TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (app, version)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX builds_by_build_log ON builds (build_log) WHERE build_log IS NOT NULL;
      CREATE INDEX builds_by_test_log ON builds (test_log) WHERE test_log IS NOT NULL;
    `);
  },
};
