import { createHash } from 'node:crypto';

import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Clock } from '../runtime/clock.ts';
import { Failure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import { SUMMARY_COLUMNS, toSummary } from './deployment-rows.ts';
import type { SummaryRow } from './deployment-rows.ts';
import { createJournal } from './journal-store.ts';
import { createDeploymentPages } from './page-deployments.ts';
import { jsonOrNull } from './row-values.ts';
import { placementConfig, plan, readJson } from './stored-json.ts';
import type { DeploymentsStore } from './stores.ts';

const INSERT = `INSERT INTO deployments (id, kind, app, environment, host, release, version, colour, state, started_at,
    who, via, message, override, previous, restores, source, config)
  VALUES (@id, @kind, @app, @environment, @host, @release, @version, @colour, 'running', @startedAt,
    @by, @via, @message, @override, @previous, @restores, @from,
    (SELECT id FROM configs WHERE hash = @configHash))`;

const UPDATE = `UPDATE deployments SET state = coalesce(@state, state), ended_at = coalesce(@endedAt, ended_at),
    duration_ms = coalesce(@durationMs, duration_ms), receipt = coalesce(@receipt, receipt),
    error = coalesce(@error, error), live_at = CASE WHEN @state = 'live' THEN coalesce(live_at, @now) ELSE live_at END
  WHERE id = @id`;

const BERTH = 'app = @app AND environment = @environment AND host = @host';

const QUERIES = {
  byId: `SELECT ${SUMMARY_COLUMNS} FROM deployments WHERE id = @id`,
  content: `SELECT plans.content AS plan, configs.content AS config FROM deployments
    JOIN plans ON plans.deployment = deployments.sequence JOIN configs ON configs.id = deployments.config
    WHERE deployments.id = @id`,
  byPrefix: `SELECT ${SUMMARY_COLUMNS} FROM deployments WHERE id >= @prefix AND id < @end ORDER BY id LIMIT @limit`,
  latest: `SELECT ${SUMMARY_COLUMNS} FROM deployments INDEXED BY deployments_by_berth
    WHERE ${BERTH} ORDER BY sequence DESC LIMIT 1`,
  previousGood: `SELECT ${SUMMARY_COLUMNS} FROM deployments INDEXED BY deployments_by_berth
    WHERE ${BERTH} AND sequence < @before AND state IN ('live', 'superseded') AND NOT EXISTS
      (SELECT 1 FROM releases WHERE releases.id = deployments.release AND withdrawn_at IS NOT NULL)
    ORDER BY sequence DESC LIMIT 1`,
  unfinished: `SELECT ${SUMMARY_COLUMNS} FROM deployments INDEXED BY deployments_unfinished
    WHERE state IN ('running', 'baking') ORDER BY sequence`,
  /** From what is live now back through the deployments it took over from, as long as they had the same release. */
  liveSince: `WITH RECURSIVE period (previous, live_at) AS (
      SELECT previous, live_at FROM deployments INDEXED BY deployments_live
      WHERE release = @release AND environment = @environment AND state = 'live'
      UNION
      SELECT earlier.previous, earlier.live_at FROM period JOIN deployments AS earlier ON earlier.id = period.previous
      WHERE earlier.release = @release AND earlier.environment = @environment AND earlier.live_at IS NOT NULL)
    SELECT min(live_at) AS at FROM period`,
} as const;

export function createDeploymentsStore(connection: Connection, clock: Clock): DeploymentsStore {
  const addConfig = connection.command(
    'INSERT INTO configs (hash, content) VALUES (@hash, @content) ON CONFLICT (hash) DO NOTHING',
  );
  const insert = connection.command(INSERT);
  const addPlan = connection.command(
    'INSERT INTO plans (deployment, content) SELECT sequence, @content FROM deployments WHERE id = @id',
  );
  const change = connection.command(UPDATE);
  const byId = connection.query<SummaryRow>(QUERIES.byId);
  const content = connection.query<{ readonly plan: string; readonly config: string }>(QUERIES.content);
  const byPrefix = connection.query<SummaryRow>(QUERIES.byPrefix);
  const latest = connection.query<SummaryRow>(QUERIES.latest);
  const previousGood = connection.query<SummaryRow>(QUERIES.previousGood);
  const unfinished = connection.query<SummaryRow>(QUERIES.unfinished);
  const liveSince = connection.query<{ readonly at: number | null }>(QUERIES.liveSince);
  const summary = (row: SummaryRow) => toSummary(row, connection.path, true);
  const optional = (row: SummaryRow | undefined) => row && summary(row);

  const get = (id: string): Deployment | undefined =>
    connection.snapshot(() => {
      const row = byId.get({ id });
      const parts = content.get({ id });
      if (!row || !parts) return undefined;
      const at = { path: connection.path, id };
      return {
        ...summary(row),
        config: readJson(parts.config, placementConfig, { ...at, table: 'configs' }),
        plan: readJson(parts.plan, plan, { ...at, table: 'plans' }),
      };
    });

  const update: DeploymentsStore['update'] = (id, { state, endedAt, durationMs, receipt, error }) => {
    const changed = change({
      id,
      now: clock.now(),
      state: state ?? null,
      endedAt: endedAt ?? null,
      durationMs: durationMs ?? null,
      receipt: jsonOrNull(receipt),
      error: jsonOrNull(error),
    });
    if (changed === 0) throw unknown(id);
  };

  return {
    begin: (deployment) =>
      connection.write(() => {
        const config = JSON.stringify(deployment.config);
        const configHash = createHash('sha256').update(config).digest('hex');
        addConfig({ hash: configHash, content: config });
        insert({
          id: deployment.id,
          kind: deployment.kind,
          app: deployment.app,
          environment: deployment.environment,
          host: deployment.host,
          release: deployment.release,
          version: deployment.version,
          colour: deployment.colour,
          startedAt: deployment.startedAt,
          by: deployment.by,
          via: deployment.via,
          message: deployment.message ?? null,
          override: deployment.override ?? null,
          previous: deployment.previous ?? null,
          restores: deployment.restores ?? null,
          from: deployment.from ?? null,
          configHash,
        });
        addPlan({ id: deployment.id, content: JSON.stringify(deployment.plan) });
        const begun = get(deployment.id);
        if (!begun) throw unknown(deployment.id);
        return begun;
      }),
    get,
    findByPrefix: (prefix, limit) =>
      // Ids are ASCII: everything that starts with the prefix sorts before prefix + the highest character.
      byPrefix.all({ prefix, end: `${prefix}\u{10ffff}`, limit }).map(summary),
    setState: (id, state) => update(id, { state }),
    update,
    page: createDeploymentPages(connection),
    latest: (app, environment, host) => optional(latest.get({ app, environment, host })),
    previousGood: (app, environment, host, before) =>
      optional(previousGood.get({ app, environment, host, before })),
    unfinished: () => unfinished.all().map(summary),
    liveSince: (release, environment) => liveSince.get({ release, environment })?.at ?? undefined,
    ...createJournal(connection),
  };
}

function unknown(id: string): Failure {
  return new Failure('deployment.unknown', `There is no deployment ${id} in the history.`, { id });
}
