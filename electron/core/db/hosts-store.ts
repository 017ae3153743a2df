import type { Host } from '../../../shared/model/host.ts';
import { Failure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import { violates } from './constraint.ts';
import { endpoint, readJson } from './stored-json.ts';
import type { HostsStore } from './stores.ts';

interface HostRow {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  readonly address: string;
  readonly createdAt: number;
}

const COLUMNS = 'id, name, endpoint, address, created_at AS createdAt';

export function createHostsStore(connection: Connection): HostsStore {
  const insert = connection.command(
    'INSERT INTO hosts (id, name, endpoint, address, created_at) VALUES (@id, @name, @endpoint, @address, @createdAt)',
  );
  const byId = connection.query<HostRow>(`SELECT ${COLUMNS} FROM hosts WHERE id = @id`);
  const byName = connection.query<HostRow>(`SELECT ${COLUMNS} FROM hosts WHERE name = @name`);
  const all = connection.query<HostRow>(`SELECT ${COLUMNS} FROM hosts ORDER BY name`);
  const remove = connection.command('DELETE FROM hosts WHERE id = @id');
  const toHost = (row: HostRow): Host => ({
    ...row,
    endpoint: readJson(row.endpoint, endpoint, { path: connection.path, table: 'hosts', id: row.id }),
  });
  const optional = (row: HostRow | undefined) => row && toHost(row);

  return {
    add: (host) => {
      try {
        insert({ ...host, endpoint: JSON.stringify(host.endpoint) });
      } catch (error) {
        if (violates(error, 'unique')) throw taken(host.name);
        throw error;
      }
    },
    get: (id) => optional(byId.get({ id })),
    byName: (name) => optional(byName.get({ name })),
    list: () => all.all().map(toHost),
    remove: (id) => {
      try {
        remove({ id });
      } catch (error) {
        if (violates(error, 'reference')) throw inUse(byId.get({ id })?.name ?? id);
        throw error;
      }
    },
  };
}

function taken(name: string): Failure {
  return new Failure(
    'host.taken',
    `There is already a host named ${name}. Choose another name, or remove it first.`,
    {
      name,
    },
  );
}

function inUse(name: string): Failure {
  return new Failure(
    'host.in-use',
    `Host ${name} belongs to an environment or something is recorded as running on it. Remove that first.`,
    { name },
  );
}
