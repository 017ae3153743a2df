import type { BuildRecord } from '../../../shared/model/build-record.ts';
import { Failure } from '../runtime/failure.ts';
import type { BuildLogEntry } from './build-log-entry.ts';
import type { Connection } from './connection.ts';
import { jsonOrNull, withoutNulls } from './row-values.ts';
import { errorReply, readOptionalJson } from './stored-json.ts';
import type { BuildsStore } from './stores.ts';

interface BuildRow {
  readonly sequence: number;
  readonly id: string;
  readonly app: string;
  readonly state: BuildRecord['state'];
  readonly startedAt: number;
  readonly durationMs: number | null;
  readonly by: string;
  readonly inputHash: string | null;
  readonly release: string | null;
  readonly buildLog: string | null;
  readonly testLog: string | null;
  readonly error: string | null;
}

const SELECT = `SELECT sequence, id, app, state, started_at AS startedAt, duration_ms AS durationMs, who AS by,
  input_hash AS inputHash, release, build_log AS buildLog, test_log AS testLog, error FROM builds`;

export function createBuildsStore(connection: Connection): BuildsStore {
  const begin = connection.command(
    "INSERT INTO builds (id, app, state, started_at, who) VALUES (@id, @app, 'running', @startedAt, @by)",
  );
  const end = connection.command(
    `UPDATE builds SET state = @state, duration_ms = @durationMs, input_hash = @inputHash, release = @release,
     build_log = @buildLog, test_log = @testLog, error = @error WHERE id = @id`,
  );
  const byId = connection.query<BuildRow>(`${SELECT} WHERE id = @id`);
  // The first one made it; later ones found it ready.
  const byRelease = connection.query<BuildRow>(
    `${SELECT} WHERE release = @release ORDER BY sequence LIMIT 1`,
  );
  const page = connection.query<BuildRow>(
    `${SELECT} WHERE app = @app AND sequence < @before ORDER BY sequence DESC LIMIT @limit`,
  );
  const logs = connection.query<Omit<BuildLogEntry, 'release'> & { readonly release: string | null }>(
    `SELECT logs.id, builds.id AS build, app, release, kind, at, length(content) AS bytes
     FROM builds JOIN logs ON logs.id IN (build_log, test_log) WHERE app = @app AND state <> 'running' ORDER BY sequence DESC`,
  );
  const forget = {
    build: connection.command('UPDATE builds SET build_log = NULL WHERE id = @build AND build_log = @id'),
    test: connection.command('UPDATE builds SET test_log = NULL WHERE id = @build AND test_log = @id'),
  };
  const deleteLog = connection.command('DELETE FROM logs WHERE id = @id');
  const optional = (row: BuildRow | undefined) => row && toBuild(row, connection.path);

  return {
    begin: ({ id, app, startedAt, by }) => void begin({ id, app, startedAt, by }),
    end: (id, change) => {
      const changed = end({
        id,
        state: change.state,
        durationMs: change.durationMs ?? null,
        inputHash: change.inputHash ?? null,
        release: change.release ?? null,
        buildLog: change.buildLog ?? null,
        testLog: change.testLog ?? null,
        error: jsonOrNull(change.error),
      });
      if (changed === 0) throw new Failure('internal', `Build ${id} was ended but never begun.`, { id });
    },
    get: (id) => optional(byId.get({ id })),
    byRelease: (release) => optional(byRelease.get({ release })),
    list: (app, { before = Number.MAX_SAFE_INTEGER, limit = 50 } = {}) =>
      page.all({ app, before, limit }).map((row) => toBuild(row, connection.path)),
    logs: (app) => logs.all({ app }).map(withoutNulls),
    dropLog: ({ id, build, kind }) =>
      connection.write(() => {
        if (forget[kind]({ id, build }) > 0) deleteLog({ id });
      }),
  };
}

function toBuild({ error: text, ...row }: BuildRow, path: string): BuildRecord {
  const error = readOptionalJson(text, errorReply, { path, table: 'builds', id: row.id });
  return { ...withoutNulls(row), ...(error ? { error } : {}) };
}
