import type { Connection } from './connection.ts';
import type { Consent, ConsentsStore } from './consents.ts';

export function createConsentsStore(connection: Connection): ConsentsStore {
  const insert = connection.command(
    'INSERT INTO consents (app, command, who, at) VALUES (@app, @command, @by, @at) ON CONFLICT DO NOTHING',
  );
  const one = connection.query<{ readonly at: number }>(
    'SELECT at FROM consents WHERE app = @app AND command = @command AND who = @by',
  );
  const all = connection.query<Consent>(
    'SELECT app, command, who AS by, at FROM consents WHERE app = @app ORDER BY at, command',
  );

  return {
    add: (consent) => void insert({ ...consent }),
    has: (consent) => one.get({ ...consent }) !== undefined,
    list: (app) => all.all({ app }),
  };
}
