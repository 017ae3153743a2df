import type { Environment } from '../../../shared/model/environment.ts';
import { Failure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import { violates } from './constraint.ts';
import { promotionPolicy, readJson } from './stored-json.ts';
import type { EnvironmentsStore } from './stores.ts';

interface EnvironmentRow {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly policy: string;
}

const COLUMNS = 'id, name, position, policy';

export function createEnvironmentsStore(connection: Connection): EnvironmentsStore {
  const insert = connection.command(
    'INSERT INTO environments (id, name, position, policy) VALUES (@id, @name, @position, @policy)',
  );
  const insertHost = connection.command(
    'INSERT INTO environment_hosts (environment, ordinal, host) VALUES (@environment, @ordinal, @host)',
  );
  const byName = connection.query<EnvironmentRow>(`SELECT ${COLUMNS} FROM environments WHERE name = @name`);
  const all = connection.query<EnvironmentRow>(`SELECT ${COLUMNS} FROM environments ORDER BY position, name`);
  const hostsOf = connection.query<{ readonly host: string }>(
    'SELECT host FROM environment_hosts WHERE environment = @id ORDER BY ordinal',
  );
  const move = connection.command('UPDATE environments SET position = @position WHERE id = @id');
  const remove = connection.command('DELETE FROM environments WHERE id = @id');
  const toEnvironment = (row: EnvironmentRow): Environment => ({
    ...row,
    hosts: hostsOf.all({ id: row.id }).map(({ host }) => host),
    policy: readJson(row.policy, promotionPolicy, {
      path: connection.path,
      table: 'environments',
      id: row.id,
    }),
  });

  return {
    add: ({ id, name, position, hosts, policy }) => {
      connection.write(() => {
        try {
          insert({ id, name, position, policy: JSON.stringify(policy) });
        } catch (error) {
          if (violates(error, 'unique')) throw taken(name);
          throw error;
        }
        hosts.forEach((host, ordinal) => insertHost({ environment: id, ordinal, host }));
      });
    },
    byName: (name) =>
      connection.snapshot(() => {
        const row = byName.get({ name });
        return row && toEnvironment(row);
      }),
    list: () => connection.snapshot(() => all.all().map(toEnvironment)),
    setPosition: (id, position) => void move({ id, position }),
    remove: (id) => void remove({ id }),
  };
}

function taken(name: string): Failure {
  return new Failure(
    'environment.taken',
    `There is already an environment named ${name}. Choose another name, or remove it first.`,
    { name },
  );
}
