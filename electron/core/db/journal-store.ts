import type { ReplicaEvidence, StepRecord } from '../../../shared/model/deployment.ts';
import { Failure } from '../runtime/failure.ts';
import { compressText, decompressText, ENCODING } from './compress-text.ts';
import type { Connection } from './connection.ts';
import { createFoldedSteps } from './fold-steps.ts';
import { withoutNulls } from './row-values.ts';
import { damaged } from './sqlite-failure.ts';
import { readJson, replicaLines } from './stored-json.ts';
import type { DeploymentsStore } from './stores.ts';

interface StepRow extends Omit<StepRecord, 'durationMs' | 'note'> {
  readonly durationMs: number | null;
  readonly note: string | null;
}

interface EvidenceRow {
  readonly container: string;
  readonly replica: number;
  readonly exitCode: number | null;
  readonly oomKilled: 0 | 1;
  readonly state: string;
  readonly edgeCheck: string | null;
  readonly encoding: string;
  readonly lines: Uint8Array;
}

type Steps = Pick<DeploymentsStore, 'beginStep' | 'endStep' | 'steps' | 'foldable' | 'foldSteps'>;
type Evidence = Pick<DeploymentsStore, 'addEvidence' | 'evidence'>;

/** What a deployment did, step by step, and what its replicas left behind when it failed. */
export function createJournal(connection: Connection): Steps & Evidence {
  return { ...createSteps(connection), ...createEvidence(connection) };
}

function createSteps(connection: Connection): Steps {
  // A step that a crash cut short is begun again by whoever recovers; it keeps the time of its first start.
  const begin = connection.command(
    `INSERT INTO steps (deployment, ordinal, name, state, started_at)
     VALUES (@id, @index, @name, 'running', @startedAt)
     ON CONFLICT (deployment, ordinal) DO UPDATE SET state = 'running'
     WHERE steps.name = excluded.name AND steps.state = 'running'`,
  );
  const end = connection.command(
    `UPDATE steps SET state = @state, duration_ms = @durationMs, note = @note
     WHERE deployment = @id AND ordinal = @index`,
  );
  const byDeployment = connection.query<StepRow>(
    `SELECT ordinal AS "index", name, state, started_at AS startedAt, duration_ms AS durationMs, note
     FROM steps WHERE deployment = @id ORDER BY ordinal`,
  );

  const rowsOf = (id: string) => byDeployment.all({ id }).map((row) => withoutNulls(row));
  const { unfold, ...folding } = createFoldedSteps(connection, rowsOf);

  return {
    beginStep: (id, index, name, startedAt) => {
      if (begin({ id, index, name, startedAt }) === 0)
        throw new Failure('internal', `Step ${index} of deployment ${id} was already journalled.`, {
          deployment: id,
          index,
          name,
        });
    },
    endStep: (id, index, { state, durationMs, note }) => {
      if (end({ id, index, state, durationMs, note: note ?? null }) === 0)
        throw new Failure('internal', `Step ${index} of deployment ${id} was ended but never begun.`, {
          deployment: id,
          index,
        });
    },
    steps: (id) => {
      const rows = rowsOf(id);
      return rows.length > 0 ? rows : (unfold(id) ?? rows);
    },
    ...folding,
  };
}

function createEvidence(connection: Connection): Evidence {
  const insert = connection.command(
    `INSERT INTO evidence (deployment, container, replica, exit_code, oom_killed, state, edge_check, encoding, lines)
     VALUES (@id, @container, @replica, @exitCode, @oomKilled, @state, @edgeCheck, @encoding, @lines)`,
  );
  const byDeployment = connection.query<EvidenceRow>(
    `SELECT container, replica, exit_code AS exitCode, oom_killed AS oomKilled, state, edge_check AS edgeCheck, encoding, lines
     FROM evidence WHERE deployment = @id ORDER BY sequence`,
  );

  return {
    addEvidence: (id, { logLines, healthLog, ...plain }) =>
      void insert({
        id,
        container: plain.container,
        replica: plain.replica,
        exitCode: plain.exitCode ?? null,
        oomKilled: plain.oomKilled ? 1 : 0,
        state: plain.state,
        edgeCheck: plain.edgeCheck ?? null,
        encoding: ENCODING,
        lines: compressText(JSON.stringify({ logLines, healthLog })),
      }),
    evidence: (id) => byDeployment.all({ id }).map((row) => toEvidence(row, id, connection.path)),
  };
}

function toEvidence(row: EvidenceRow, id: string, path: string): ReplicaEvidence {
  const { encoding, lines, oomKilled, ...plain } = row;
  const text = decompressText(lines, encoding);
  if (text === undefined) throw damaged(path, `evidence of deployment ${id} cannot be unpacked`);
  const { logLines, healthLog } = readJson(text, replicaLines, { path, table: 'evidence', id });
  return { ...withoutNulls(plain), oomKilled: oomKilled === 1, logLines, healthLog };
}
