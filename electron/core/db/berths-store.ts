import type { Berth, Moored } from '../../../shared/model/berth.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import { Failure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import { violates } from './constraint.ts';
import { withoutNulls } from './row-values.ts';
import type { BerthsStore } from './stores.ts';

interface BerthRow {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  readonly active: Colour | null;
  readonly activeDeployment: string | null;
  readonly blueDeployment: string | null;
  readonly blueState: Moored['state'] | null;
  readonly blueWarmUntil: number | null;
  readonly greenDeployment: string | null;
  readonly greenState: Moored['state'] | null;
  readonly greenWarmUntil: number | null;
  readonly slot: number;
  readonly held: 0 | 1;
}

const SELECT = `SELECT app, environment, host, active, active_deployment AS activeDeployment,
  blue_deployment AS blueDeployment, blue_state AS blueState, blue_warm_until AS blueWarmUntil,
  green_deployment AS greenDeployment, green_state AS greenState, green_warm_until AS greenWarmUntil, slot, held
  FROM berths`;

const KEY = 'app = @app AND environment = @environment AND host = @host';

const PUT = `INSERT INTO berths (app, environment, host, active, active_deployment, blue_deployment, blue_state,
    blue_warm_until, green_deployment, green_state, green_warm_until, slot, held)
  VALUES (@app, @environment, @host, @active, @activeDeployment, @blueDeployment, @blueState, @blueWarmUntil,
    @greenDeployment, @greenState, @greenWarmUntil, @slot, @held)
  ON CONFLICT (app, environment, host) DO UPDATE SET active = excluded.active,
    active_deployment = excluded.active_deployment, blue_deployment = excluded.blue_deployment,
    blue_state = excluded.blue_state, blue_warm_until = excluded.blue_warm_until,
    green_deployment = excluded.green_deployment, green_state = excluded.green_state,
    green_warm_until = excluded.green_warm_until, slot = excluded.slot, held = excluded.held`;

export function createBerthsStore(connection: Connection): BerthsStore {
  const put = connection.command(PUT);
  const byKey = connection.query<BerthRow>(`${SELECT} WHERE ${KEY}`);
  const filtered = connection.query<BerthRow>(
    `${SELECT} WHERE (@app IS NULL OR app = @app) AND (@environment IS NULL OR environment = @environment)
     AND (@host IS NULL OR host = @host) ORDER BY app, environment, host`,
  );
  const remove = connection.command(`DELETE FROM berths WHERE ${KEY}`);

  return {
    get: (app, environment, host) => {
      const row = byKey.get({ app, environment, host });
      return row && toBerth(row);
    },
    put: (berth) => {
      try {
        put(toParameters(berth));
      } catch (error) {
        if (violates(error, 'unique')) throw slotTaken(berth);
        throw error;
      }
    },
    list: ({ app = null, environment = null, host = null } = {}) =>
      filtered.all({ app, environment, host }).map(toBerth),
    remove: (app, environment, host) => void remove({ app, environment, host }),
  };
}

function toParameters(berth: Berth) {
  return {
    app: berth.app,
    environment: berth.environment,
    host: berth.host,
    active: berth.active ?? null,
    activeDeployment: berth.activeDeployment ?? null,
    blueDeployment: berth.blue?.deployment ?? null,
    blueState: berth.blue?.state ?? null,
    blueWarmUntil: berth.blue?.warmUntil ?? null,
    greenDeployment: berth.green?.deployment ?? null,
    greenState: berth.green?.state ?? null,
    greenWarmUntil: berth.green?.warmUntil ?? null,
    slot: berth.slot,
    held: berth.held ? 1 : 0,
  };
}

function toBerth(row: BerthRow): Berth {
  const { app, environment, host, active, activeDeployment, slot, held } = row;
  const blue = toMoored(row.blueDeployment, row.blueState, row.blueWarmUntil);
  const green = toMoored(row.greenDeployment, row.greenState, row.greenWarmUntil);
  return {
    ...withoutNulls({ app, environment, host, active, activeDeployment, slot }),
    held: held === 1,
    ...(blue ? { blue } : {}),
    ...(green ? { green } : {}),
  };
}

function toMoored(
  deployment: string | null,
  state: Moored['state'] | null,
  warmUntil: number | null,
): Moored | undefined {
  if (deployment === null || state === null) return undefined;
  return { deployment, state, ...(warmUntil === null ? {} : { warmUntil }) };
}

/** Two first deployments chose the same addresses at the same time; the second one finds another when it starts again. */
function slotTaken({ app, environment, host, slot }: Berth): Failure {
  return new Failure(
    'placement.locked',
    `The addresses that ${app} was to get in ${environment} were just given to another app there. Try again.`,
    { app, environment, host, slot },
    { retry: true },
  );
}
