import { Failure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import { withoutNulls } from './row-values.ts';
import type { LockHolder, LocksStore } from './stores.ts';

interface LockRow extends Omit<LockHolder, 'deployment'> {
  readonly deployment: string | null;
}

const SELECT =
  'SELECT app, environment, host, token, who AS by, machine, pid, purpose, since, deployment FROM locks';

export function createLocksStore(connection: Connection): LocksStore {
  const insert = connection.command(
    `INSERT INTO locks (app, environment, host, token, who, machine, pid, purpose, since, deployment)
     VALUES (@app, @environment, @host, @token, @by, @machine, @pid, @purpose, @since, @deployment)
     ON CONFLICT (app, environment, host) DO NOTHING`,
  );
  const byKey = connection.query<LockRow>(
    `${SELECT} WHERE app = @app AND environment = @environment AND host = @host`,
  );
  const all = connection.query<LockRow>(`${SELECT} ORDER BY app, environment, host`);
  const remove = connection.command('DELETE FROM locks WHERE token = @token');

  return {
    acquire: (holder) =>
      connection.write(() => {
        const { app, environment, host } = holder;
        if (insert({ ...holder, deployment: holder.deployment ?? null }) > 0) return { taken: true };
        const row = byKey.get({ app, environment, host });
        if (!row)
          throw new Failure(
            'internal',
            `The lock of ${app} in ${environment} can neither be taken nor seen.`,
          );
        return row.token === holder.token ? { taken: true } : { taken: false, holder: withoutNulls(row) };
      }),
    find: (app, environment, host) => {
      const row = byKey.get({ app, environment, host });
      return row && withoutNulls(row);
    },
    list: () => all.all().map((row) => withoutNulls(row)),
    release: (token) => void remove({ token }),
  };
}
