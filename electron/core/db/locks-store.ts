import { Failure, isFailure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import { withoutNulls } from './row-values.ts';
import type { LockHolder, LocksStore } from './stores.ts';

interface LockRow extends Omit<LockHolder, 'deployment' | 'process' | 'until'> {
  readonly deployment: string | null;
  readonly process: string | null;
  readonly until: number | null;
}

const SELECT =
  'SELECT app, environment, host, token, who AS by, machine, pid, process, purpose, since, until_at AS until, deployment FROM locks';

/** No process has this number: the holder of a lock that was left behind. */
export const NOBODY = 0;

/**
 * A lock whose release cannot be written (the disk is full) would keep everybody out for as long as this process lives. So
 * it is remembered as let go: to this process it is nobody's any more, and the next lock that is taken removes it.
 */
export function createLocksStore(connection: Connection): LocksStore {
  const insert = connection.command(
    `INSERT INTO locks (app, environment, host, token, who, machine, pid, process, purpose, since, until_at, deployment)
     VALUES (@app, @environment, @host, @token, @by, @machine, @pid, @process, @purpose, @since, @until, @deployment)
     ON CONFLICT (app, environment, host) DO NOTHING`,
  );
  const byKey = connection.query<LockRow>(
    `${SELECT} WHERE app = @app AND environment = @environment AND host = @host`,
  );
  const all = connection.query<LockRow>(`${SELECT} ORDER BY app, environment, host`);
  const remove = connection.command('DELETE FROM locks WHERE token = @token');

  const letGo = new Set<string>();
  const release = (token: string): void => {
    try {
      remove({ token });
      letGo.delete(token);
    } catch (error) {
      if (!isFailure(error)) throw error;
      letGo.add(token);
    }
  };
  const toHolder = (row: LockRow): LockHolder => {
    const holder = withoutNulls(row);
    return letGo.has(row.token) ? { ...holder, pid: NOBODY } : holder;
  };

  return {
    acquire: (holder) =>
      connection.write(() => {
        // Kept in mind all the same: whether this is committed is not known yet.
        for (const token of letGo) remove({ token });
        const { app, environment, host } = holder;
        if (insert({ ...holder, ...optionalOf(holder) }) > 0) return { taken: true };
        const row = byKey.get({ app, environment, host });
        if (!row)
          throw new Failure(
            'internal',
            `The lock of ${app} in ${environment} can neither be taken nor seen.`,
          );
        return row.token === holder.token ? { taken: true } : { taken: false, holder: toHolder(row) };
      }),
    find: (app, environment, host) => {
      const row = byKey.get({ app, environment, host });
      return row && toHolder(row);
    },
    list: () => all.all().map(toHolder),
    release,
  };
}

function optionalOf({ deployment, process, until }: LockHolder) {
  return { deployment: deployment ?? null, process: process ?? null, until: until ?? null };
}
