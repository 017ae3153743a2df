import { Failure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import { violates } from './constraint.ts';
import type { AppsStore, RegisteredApp } from './stores.ts';

const COLUMNS = 'name, directory, created_at AS createdAt';

export function createAppsStore(connection: Connection): AppsStore {
  const insert = connection.command(
    'INSERT INTO apps (name, directory, created_at) VALUES (@name, @directory, @createdAt)',
  );
  const move = connection.command('UPDATE apps SET directory = @directory WHERE name = @name');
  const byName = connection.query<RegisteredApp>(`SELECT ${COLUMNS} FROM apps WHERE name = @name`);
  const all = connection.query<RegisteredApp>(`SELECT ${COLUMNS} FROM apps ORDER BY name`);
  const remove = connection.command('DELETE FROM apps WHERE name = @name');

  return {
    add: (app) => {
      try {
        insert({ ...app });
      } catch (error) {
        if (violates(error, 'unique')) throw taken(app.name, byName.get({ name: app.name })?.directory);
        throw error;
      }
    },
    setDirectory: (name, directory) => {
      if (move({ name, directory }) === 0)
        throw new Failure(
          'app.unknown',
          `There is no app named ${name}. "twinberth app ls" shows those there are.`,
          {
            name,
          },
        );
    },
    get: (name) => byName.get({ name }),
    list: () => all.all(),
    remove: (name) => void remove({ name }),
  };
}

function taken(name: string, directory: string | undefined): Failure {
  return new Failure(
    'app.taken',
    `There is already an app named ${name}, in ${directory ?? 'another folder'}. Change "app:" in one of the two, or remove it first.`,
    { name, directory },
  );
}
