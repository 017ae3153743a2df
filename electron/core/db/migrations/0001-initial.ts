import type { Migration } from './migration.ts';

/** Times are milliseconds since 1970, durations milliseconds, JSON is text, rows of history are never deleted. */
export const initial: Migration = {
  version: 1,
  name: 'initial',
  up: (database) => {
    database.exec(PLACES);
    database.exec(RELEASES);
    database.exec(DEPLOYMENTS);
    database.exec(BERTHS);
    for (const table of APPEND_ONLY) database.exec(noDelete(table));
    for (const [table, columns] of Object.entries(IMMUTABLE)) database.exec(noUpdate(table, columns));
  },
};

const PLACES = `
  CREATE TABLE hosts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    endpoint TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE apps (
    name TEXT PRIMARY KEY,
    directory TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE environments (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    policy TEXT NOT NULL
  ) STRICT;

  CREATE TABLE environment_hosts (
    environment TEXT NOT NULL REFERENCES environments(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    host TEXT NOT NULL REFERENCES hosts(id),
    PRIMARY KEY (environment, ordinal),
    UNIQUE (environment, host)
  ) STRICT;
`;

const RELEASES = `
  CREATE TABLE logs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('build', 'test', 'evidence')),
    at INTEGER NOT NULL,
    encoding TEXT NOT NULL,
    content BLOB NOT NULL
  ) STRICT;

  CREATE TABLE releases (
    id TEXT PRIMARY KEY,
    app TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    tag TEXT NOT NULL,
    config_digest TEXT NOT NULL,
    layers TEXT NOT NULL,
    platform TEXT NOT NULL,
    input_hash TEXT NOT NULL,
    source TEXT NOT NULL,
    test TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    revision TEXT,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    withdrawn_at INTEGER,
    UNIQUE (app, version)
  ) STRICT;
  CREATE INDEX releases_by_input ON releases (app, input_hash, version);

  CREATE TABLE release_images (
    release TEXT NOT NULL REFERENCES releases(id),
    host TEXT NOT NULL,
    image TEXT NOT NULL,
    PRIMARY KEY (release, host)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE builds (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    app TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'reused', 'failed', 'cancelled')),
    started_at INTEGER NOT NULL,
    duration_ms REAL,
    who TEXT NOT NULL,
    input_hash TEXT,
    release TEXT REFERENCES releases(id),
    build_log TEXT REFERENCES logs(id),
    test_log TEXT REFERENCES logs(id),
    error TEXT
  ) STRICT;
  CREATE INDEX builds_by_app ON builds (app, sequence);
  CREATE INDEX builds_by_release ON builds (release, sequence);

  CREATE TABLE approvals (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    app TEXT NOT NULL,
    environment TEXT NOT NULL,
    version INTEGER NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    message TEXT
  ) STRICT;
  CREATE INDEX approvals_by_version ON approvals (app, environment, version, sequence);
`;

/**
 * Lists are read by sequence, newest first, so every index ends in it; state and who follow so that a
 * combination of filters is decided within the index. Plans and configurations are apart: a page never reads them.
 */
const DEPLOYMENTS = `
  CREATE TABLE configs (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL
  ) STRICT;

  CREATE TABLE deployments (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('deploy', 'promote', 'rollback', 'heal')),
    app TEXT NOT NULL,
    environment TEXT NOT NULL,
    host TEXT NOT NULL,
    release TEXT NOT NULL REFERENCES releases(id),
    version INTEGER NOT NULL,
    colour TEXT NOT NULL CHECK (colour IN ('blue', 'green')),
    state TEXT NOT NULL CHECK (state IN
      ('running', 'baking', 'live', 'failed', 'reverted', 'rolled-back', 'interrupted', 'superseded')),
    started_at INTEGER NOT NULL,
    live_at INTEGER,
    ended_at INTEGER,
    duration_ms REAL,
    who TEXT NOT NULL,
    via TEXT NOT NULL CHECK (via IN ('cli', 'app', 'serve', 'core')),
    message TEXT,
    override TEXT,
    previous TEXT REFERENCES deployments(id),
    restores TEXT REFERENCES deployments(id),
    source TEXT,
    config INTEGER NOT NULL REFERENCES configs(id),
    receipt TEXT,
    error TEXT
  ) STRICT;
  CREATE INDEX deployments_by_app ON deployments (app, sequence, state, who);
  CREATE INDEX deployments_by_placement ON deployments (app, environment, sequence, state, who);
  CREATE INDEX deployments_by_berth ON deployments (app, environment, host, sequence, state, who);
  CREATE INDEX deployments_by_environment ON deployments (environment, sequence, state, who, host);
  CREATE INDEX deployments_by_host ON deployments (host, sequence, state, who);
  CREATE INDEX deployments_by_state ON deployments (state, sequence, who);
  CREATE INDEX deployments_by_person ON deployments (who, sequence);
  CREATE INDEX deployments_unfinished ON deployments (sequence) WHERE state IN ('running', 'baking');
  CREATE INDEX deployments_live ON deployments (release, environment) WHERE state = 'live';

  CREATE TRIGGER deployments_ended BEFORE UPDATE OF state ON deployments
  WHEN OLD.state IN ('failed', 'reverted', 'interrupted') AND NEW.state <> OLD.state
  BEGIN SELECT RAISE(ABORT, 'a deployment that has ended badly stays so'); END;

  CREATE TABLE plans (
    deployment INTEGER PRIMARY KEY REFERENCES deployments(sequence),
    content TEXT NOT NULL
  ) STRICT;

  CREATE TABLE steps (
    deployment TEXT NOT NULL REFERENCES deployments(id),
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'skipped', 'reverted')),
    started_at INTEGER NOT NULL,
    duration_ms REAL,
    note TEXT,
    PRIMARY KEY (deployment, ordinal)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE evidence (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    deployment TEXT NOT NULL REFERENCES deployments(id),
    container TEXT NOT NULL,
    replica INTEGER NOT NULL,
    exit_code INTEGER,
    oom_killed INTEGER NOT NULL CHECK (oom_killed IN (0, 1)),
    state TEXT NOT NULL,
    edge_check TEXT,
    encoding TEXT NOT NULL,
    lines BLOB NOT NULL
  ) STRICT;
  CREATE INDEX evidence_by_deployment ON evidence (deployment, sequence);
`;

const BERTHS = `
  CREATE TABLE berths (
    app TEXT NOT NULL,
    environment TEXT NOT NULL,
    host TEXT NOT NULL REFERENCES hosts(id),
    active TEXT CHECK (active IN ('blue', 'green')),
    active_deployment TEXT REFERENCES deployments(id),
    blue_deployment TEXT REFERENCES deployments(id),
    blue_state TEXT CHECK (blue_state IN ('serving', 'warm', 'stopped')),
    blue_warm_until INTEGER,
    green_deployment TEXT REFERENCES deployments(id),
    green_state TEXT CHECK (green_state IN ('serving', 'warm', 'stopped')),
    green_warm_until INTEGER,
    slot INTEGER NOT NULL CHECK (slot > 0),
    held INTEGER NOT NULL CHECK (held IN (0, 1)),
    PRIMARY KEY (app, environment, host),
    UNIQUE (environment, host, slot),
    CHECK ((blue_deployment IS NULL) = (blue_state IS NULL)),
    CHECK ((green_deployment IS NULL) = (green_state IS NULL))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE dues (
    id TEXT NOT NULL UNIQUE,
    app TEXT NOT NULL,
    environment TEXT NOT NULL,
    host TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('bake', 'standby')),
    deployment TEXT NOT NULL REFERENCES deployments(id),
    at INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (app, environment, host, kind)
  ) STRICT;
  CREATE INDEX dues_by_time ON dues (at);

  CREATE TABLE locks (
    app TEXT NOT NULL,
    environment TEXT NOT NULL,
    host TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    who TEXT NOT NULL,
    machine TEXT NOT NULL,
    pid INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    since INTEGER NOT NULL,
    deployment TEXT,
    PRIMARY KEY (app, environment, host)
  ) STRICT, WITHOUT ROWID;
`;

const APPEND_ONLY = [
  'releases',
  'builds',
  'approvals',
  'configs',
  'deployments',
  'plans',
  'steps',
  'evidence',
];

const IMMUTABLE = {
  releases:
    'id, app, version, tag, config_digest, layers, platform, input_hash, source, test, size_bytes, revision, created_at, created_by',
  builds: 'sequence, id, app, started_at, who',
  approvals: 'sequence, app, environment, version, who, at, message',
  configs: 'id, hash, content',
  deployments:
    'sequence, id, kind, app, environment, host, release, version, colour, started_at, who, via, message, override, previous, restores, source, config',
  plans: 'deployment, content',
  steps: 'deployment, ordinal, name, started_at',
  evidence:
    'sequence, deployment, container, replica, exit_code, oom_killed, state, edge_check, encoding, lines',
  logs: 'id, kind, at, encoding, content',
};

function noDelete(table: string): string {
  return `CREATE TRIGGER ${table}_keep BEFORE DELETE ON ${table}
    BEGIN SELECT RAISE(ABORT, 'history is append-only: ${table}'); END;`;
}

function noUpdate(table: string, columns: string): string {
  return `CREATE TRIGGER ${table}_fixed BEFORE UPDATE OF ${columns} ON ${table}
    BEGIN SELECT RAISE(ABORT, 'history is append-only: ${table}'); END;`;
}
