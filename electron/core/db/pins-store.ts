import type { Connection } from './connection.ts';
import type { Pin, PinsStore } from './stores.ts';

export function createPinsStore(connection: Connection): PinsStore {
  const insert = connection.command(
    `INSERT INTO pins (app, version, who, at) VALUES (@app, @version, @by, @at) ON CONFLICT (app, version) DO NOTHING`,
  );
  const remove = connection.command('DELETE FROM pins WHERE app = @app AND version = @version');
  const all = connection.query<Pin>('SELECT app, version, who AS by, at FROM pins ORDER BY app, version');

  return {
    add: (pin) => void insert({ ...pin }),
    remove: (app, version) => remove({ app, version }) > 0,
    list: () => all.all(),
  };
}
