import type { Connection } from './connection.ts';
import { dueData, readJson } from './stored-json.ts';
import type { Due, DuesStore } from './stores.ts';

type DueRow = Omit<Due, 'data'> & { readonly data: string };

const SELECT = 'SELECT id, app, environment, host, kind, deployment, at, data FROM dues';

export function createDuesStore(connection: Connection): DuesStore {
  const put = connection.command(
    `INSERT INTO dues (id, app, environment, host, kind, deployment, at, data)
     VALUES (@id, @app, @environment, @host, @kind, @deployment, @at, @data)
     ON CONFLICT (app, environment, host, kind) DO UPDATE SET id = excluded.id, deployment = excluded.deployment,
       at = excluded.at, data = excluded.data`,
  );
  const ripe = connection.query<DueRow>(`${SELECT} WHERE at <= @now ORDER BY at`);
  const byKey = connection.query<DueRow>(
    `${SELECT} WHERE app = @app AND environment = @environment AND host = @host AND kind = @kind`,
  );
  const remove = connection.command('DELETE FROM dues WHERE id = @id');
  const toDue = (row: DueRow): Due => ({
    ...row,
    data: readJson(row.data, dueData, { path: connection.path, table: 'dues', id: row.id }),
  });

  return {
    put: (due) => void put({ ...due, data: JSON.stringify(due.data) }),
    ripe: (now) => ripe.all({ now }).map(toDue),
    find: (app, environment, host, kind) => {
      const row = byKey.get({ app, environment, host, kind });
      return row && toDue(row);
    },
    remove: (id) => void remove({ id }),
  };
}
