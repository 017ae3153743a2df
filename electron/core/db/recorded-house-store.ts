import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import { Failure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import type { BerthRow, NewestRow, RecordedHouse } from './recorded-house.ts';
import { placementConfig, readJson } from './stored-json.ts';

const SERVING_SINCE = `coalesce(
    (SELECT CAST(max(started_at + coalesce(duration_ms, 0)) AS INTEGER) FROM steps
     WHERE steps.deployment = d.id AND steps.name = 'switch'),
    d.ended_at, d.started_at)`;

const BERTHS = `SELECT b.app, b.environment, b.host, b.active, b.slot, b.held,
    b.blue_deployment AS blueDeployment, b.blue_state AS blueState, b.blue_warm_until AS blueWarmUntil,
    blue.version AS blueVersion,
    b.green_deployment AS greenDeployment, b.green_state AS greenState, b.green_warm_until AS greenWarmUntil,
    green.version AS greenVersion,
    d.id AS deployment, d.state, d.sequence, d.restores, d.version, releases.tag, releases.config_digest AS configDigest, d.config,
    CASE WHEN d.id IS NULL THEN NULL ELSE ${SERVING_SINCE} END AS since
  FROM berths AS b
  LEFT JOIN deployments AS d ON d.id = b.active_deployment
  LEFT JOIN releases ON releases.id = d.release
  LEFT JOIN deployments AS blue ON blue.id = b.blue_deployment
  LEFT JOIN deployments AS green ON green.id = b.green_deployment`;

const OF_APP = 'FROM releases AS r WHERE r.app = apps.name';
const KEPT = 'AND r.withdrawn_at IS NULL ORDER BY r.version DESC LIMIT 1';

const NEWEST = `SELECT apps.name AS app,
    coalesce((SELECT max(r.version) ${OF_APP}), 0) AS highest,
    (SELECT r.version ${OF_APP} ${KEPT}) AS newest,
    (SELECT r.revision ${OF_APP} ${KEPT}) AS revision,
    (SELECT r.version ${OF_APP} AND json_extract(r.test, '$.state') <> 'failed' ${KEPT}) AS deployable,
    (SELECT count(*) ${OF_APP} AND r.withdrawn_at IS NOT NULL) AS withdrawn
  FROM apps`;

export function createRecordedHouse(connection: Connection): RecordedHouse {
  const berths = connection.query<BerthRow>(BERTHS);
  const newest = connection.query<NewestRow>(NEWEST);
  const content = connection.query<{ readonly content: string }>(
    'SELECT content FROM configs WHERE id = @key',
  );
  const last = connection.query<{ readonly sequence: number | null }>(
    'SELECT max(sequence) AS sequence FROM deployments',
  );
  // What others have written changes the one, what this connection has written the other.
  const others = connection.query<{ readonly data_version: number }>('PRAGMA data_version');
  const own = connection.query<{ readonly total: number }>('SELECT total_changes() AS total');
  const configs = new Map<number, PlacementConfig>();

  return {
    berths: () => berths.all(),
    newest: () => newest.all(),
    config: (key) => {
      const known = configs.get(key);
      if (known !== undefined) return known;
      const row = content.get({ key });
      if (row === undefined)
        throw new Failure('internal', `There is no configuration ${key} in the history.`);
      const config = readJson(row.content, placementConfig, {
        path: connection.path,
        table: 'configs',
        id: String(key),
      });
      configs.set(key, config);
      return config;
    },
    lastSequence: () => last.get()?.sequence ?? 0,
    mark: () => ({ others: others.get()?.data_version ?? 0, own: own.get()?.total ?? 0 }),
  };
}
