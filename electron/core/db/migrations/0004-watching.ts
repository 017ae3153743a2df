import type { Migration } from './migration.ts';

/**
 * What was seen of placements while somebody watched, and what was told about it. Both are only added to, but old rows go:
 * they are for looking back some weeks, and nothing depends on them. Hosts of health changes are ids, those of notices names,
 * since a notice says what was true when it was told.
 */
export const watching: Migration = {
  version: 4,
  name: 'watching',
  up: (database) => {
    database.exec(`
      CREATE TABLE health_changes (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        app TEXT NOT NULL,
        environment TEXT NOT NULL,
        host TEXT NOT NULL,
        at INTEGER NOT NULL,
        before TEXT CHECK (before IN ('well', 'degraded', 'down', 'unknown', 'gone', 'empty')),
        after TEXT NOT NULL CHECK (after IN ('well', 'degraded', 'down', 'unknown', 'gone', 'empty')),
        why TEXT,
        event TEXT CHECK (event IN ('restart', 'oom'))
      ) STRICT;
      CREATE INDEX health_changes_by_berth ON health_changes (app, environment, host, sequence);
      CREATE INDEX health_changes_by_app ON health_changes (app, sequence, environment);
      CREATE INDEX health_changes_by_environment ON health_changes (environment, sequence);
      CREATE INDEX health_changes_by_time ON health_changes (at);
      CREATE TRIGGER health_changes_fixed BEFORE UPDATE ON health_changes
        BEGIN SELECT RAISE(ABORT, 'history is append-only: health_changes'); END;

      CREATE TABLE notices (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        places TEXT NOT NULL,
        host TEXT,
        deployment TEXT,
        actions TEXT NOT NULL,
        silent INTEGER NOT NULL CHECK (silent IN (0, 1)),
        read INTEGER NOT NULL CHECK (read IN (0, 1))
      ) STRICT;
      CREATE TRIGGER notices_fixed
        BEFORE UPDATE OF sequence, id, at, kind, title, text, places, host, deployment, actions, silent ON notices
        BEGIN SELECT RAISE(ABORT, 'history is append-only: notices'); END;
    `);
  },
};
