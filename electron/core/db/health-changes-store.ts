import type { HealthChange, PlacementHealth } from '../../../shared/model/health-views.ts';
import type { Connection } from './connection.ts';
import type {
  BerthKey,
  HealthChangesFilter,
  HealthChangesStore,
  SeenHealthChange,
} from './health-changes.ts';
import { withoutNulls } from './row-values.ts';

interface ChangeRow extends Omit<HealthChange, 'from' | 'why' | 'event'> {
  readonly from: PlacementHealth | null;
  readonly why: string | null;
  readonly event: NonNullable<HealthChange['event']> | null;
}

const BERTH = 'app = @app AND environment = @environment AND host = @host';

const SELECT = `SELECT c.app, c.environment, coalesce(hosts.name, c.host) AS host, c.at, c.before AS "from", c.after AS "to",
    c.why, c.event`;
const REST = 'LEFT JOIN hosts ON hosts.id = c.host WHERE c.at >= @since';
const ORDER = 'ORDER BY c.sequence DESC LIMIT @limit';

/** Each filter with the index that is in its order; the newest of all need none. */
const LISTS = {
  all: `${SELECT} FROM health_changes AS c ${REST} ${ORDER}`,
  app: `${SELECT} FROM health_changes AS c INDEXED BY health_changes_by_app ${REST} AND c.app = @app
    AND (@environment IS NULL OR c.environment = @environment) ${ORDER}`,
  environment: `${SELECT} FROM health_changes AS c INDEXED BY health_changes_by_environment ${REST}
    AND c.environment = @environment ${ORDER}`,
} as const;

export function createHealthChangesStore(connection: Connection): HealthChangesStore {
  const insert = connection.command(
    `INSERT INTO health_changes (app, environment, host, at, before, after, why, event)
     VALUES (@app, @environment, @host, @at, @from, @to, @why, @event)`,
  );
  const latest = connection.query<Pick<HealthChange, 'to' | 'at'>>(
    `SELECT after AS "to", at FROM health_changes INDEXED BY health_changes_by_berth
     WHERE ${BERTH} AND event IS NULL ORDER BY sequence DESC LIMIT 1`,
  );
  const sameEvent = connection.query<{ readonly at: number }>(
    `SELECT at FROM health_changes INDEXED BY health_changes_by_time
     WHERE at = @at AND ${BERTH} AND event = @event AND why IS @why`,
  );
  const all = connection.query<ChangeRow>(LISTS.all);
  const ofApp = connection.query<ChangeRow>(LISTS.app);
  const ofEnvironment = connection.query<ChangeRow>(LISTS.environment);
  const forgetOld = connection.command('DELETE FROM health_changes WHERE at < @before');
  const forgetMost = connection.command(
    `DELETE FROM health_changes WHERE sequence <= (SELECT max(sequence) FROM health_changes) - @most`,
  );

  const isKnown = ({ app, environment, host, at, to, why, event }: SeenHealthChange): boolean =>
    event === undefined
      ? latest.get({ app, environment, host })?.to === to
      : sameEvent.get({ app, environment, host, at, event, why: why ?? null }) !== undefined;

  const select = ({ app, environment, since = 0, limit }: HealthChangesFilter): ChangeRow[] => {
    if (app !== undefined) return ofApp.all({ app, environment: environment ?? null, since, limit });
    if (environment !== undefined) return ofEnvironment.all({ environment, since, limit });
    return all.all({ since, limit });
  };

  return {
    add: (changes) => {
      if (changes.length === 0) return [];
      return connection.write(() =>
        changes.filter((change) => {
          if (isKnown(change)) return false;
          const { from, why, event, ...plain } = change;
          insert({ ...plain, from: from ?? null, why: why ?? null, event: event ?? null });
          return true;
        }),
      );
    },
    list: (filter) => select(filter).map((row) => withoutNulls(row)),
    latest: ({ app, environment, host }: BerthKey) => latest.get({ app, environment, host }),
    forget: (before, most) => {
      forgetOld({ before });
      forgetMost({ most });
    },
  };
}
