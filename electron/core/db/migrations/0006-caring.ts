import type { Migration } from './migration.ts';

/**
 * What the last look at a placement found, in short, and since when its containers have written nothing outside mounts: not
 * history, it can be found again (the latter in a week). And which commands somebody agreed to as the source of a secret.
 */
export const caring: Migration = {
  version: 6,
  name: 'caring',
  up: (database) => {
    database.exec(`
      CREATE TABLE drift_scans (
        app TEXT NOT NULL,
        environment TEXT NOT NULL,
        host TEXT NOT NULL,
        deployment TEXT NOT NULL,
        checked_at INTEGER NOT NULL,
        findings INTEGER NOT NULL,
        worst TEXT CHECK (worst IN ('info', 'warning', 'serious')),
        clean_since INTEGER,
        clean_until INTEGER,
        clean_scans INTEGER NOT NULL,
        last_write INTEGER,
        PRIMARY KEY (app, environment, host)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE consents (
        app TEXT NOT NULL,
        command TEXT NOT NULL,
        who TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (app, command, who)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
