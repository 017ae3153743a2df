import type { Host } from '../../../shared/model/host.ts';
import { nameWayOut } from '../runtime/near-miss.ts';
import type { Stores } from '../db/stores.ts';
import { Failure } from '../runtime/failure.ts';

/** The host of this name, or `host.unknown`. */
export function requireHost(stores: Pick<Stores, 'hosts'>, name: string): Host {
  const host = stores.hosts.byName(name);
  if (host !== undefined) return host;
  const known = stores.hosts.list().map((each) => each.name);
  const wayOut = nameWayOut(name, known, `Add it: \`twinberth host add ${name}\`.`);
  throw new Failure('host.unknown', `There is no host named ${name}. ${wayOut}`, { name, known });
}
