import type { StepRecord } from '../../../shared/model/deployment.ts';
import type { Connection } from './connection.ts';
import type { Foldable, FoldedStep, StepFolding } from './folded-step.ts';
import { foldedSteps, readJson } from './stored-json.ts';

interface FoldedSteps extends StepFolding {
  /** Undefined when the steps of the deployment were not folded. */
  readonly unfold: (id: string) => readonly StepRecord[] | undefined;
}

/** It has ended, serves no more and does not stand by; only such steps are never asked for again but to look back. */
const AT_REST = `d.state NOT IN ('running', 'baking', 'live')
  AND EXISTS (SELECT 1 FROM steps WHERE steps.deployment = d.id)
  AND NOT EXISTS (SELECT 1 FROM berths AS b WHERE b.app = d.app AND b.environment = d.environment AND b.host = d.host
    AND d.id IN (b.active_deployment, b.blue_deployment, b.green_deployment))`;

/** `steps`: how the rows are read, in the order of the steps. */
export function createFoldedSteps(
  connection: Connection,
  steps: (id: string) => readonly StepRecord[],
): FoldedSteps {
  const foldable = connection.query<Foldable>(
    `SELECT d.id, d.release, d.environment, d.host FROM deployments AS d
     WHERE d.app = @app AND d.started_at < @before AND ${AT_REST}`,
  );
  const atRest = connection.query<{ readonly sequence: number }>(
    `SELECT d.sequence FROM deployments AS d WHERE d.id = @id AND ${AT_REST}`,
  );
  const insert = connection.command(
    'INSERT INTO folded_steps (deployment, content) VALUES (@sequence, @content)',
  );
  const remove = connection.command('DELETE FROM steps WHERE deployment = @id');
  const folded = connection.query<{ readonly content: string }>(
    `SELECT content FROM deployments JOIN folded_steps ON folded_steps.deployment = deployments.sequence
     WHERE deployments.id = @id`,
  );

  return {
    foldable: (app, before) => foldable.all({ app, before }),
    foldSteps: (id) =>
      connection.write(() => {
        const row = atRest.get({ id });
        if (row === undefined) return false;
        insert({ sequence: row.sequence, content: JSON.stringify(steps(id).map(toTuple)) });
        remove({ id });
        return true;
      }),
    unfold: (id) => {
      const row = folded.get({ id });
      if (row === undefined) return undefined;
      const at = { path: connection.path, table: 'folded_steps', id };
      return readJson(row.content, foldedSteps, at).map(toStep);
    },
  };
}

function toTuple({ index, name, state, startedAt, durationMs, note }: StepRecord): FoldedStep {
  return [index, name, state, startedAt, durationMs ?? null, note ?? null];
}

function toStep([index, name, state, startedAt, durationMs, note]: FoldedStep): StepRecord {
  return {
    index,
    name,
    state,
    startedAt,
    ...(durationMs === null ? {} : { durationMs }),
    ...(note === null ? {} : { note }),
  };
}
