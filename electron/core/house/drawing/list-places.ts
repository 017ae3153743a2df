import { sightKey, type Facts } from '../facts.ts';
import { placeOf, type Place } from '../place.ts';

/**
 * Every placement: what the apps' files name, on the hosts of the environments, and what is recorded besides (a file may have
 * changed since). By lane, app and host. Pure.
 */
export function listPlaces({ record, files }: Pick<Facts, 'record' | 'files'>): readonly Place[] {
  const hosts = new Map(record.hosts.map((host) => [host.id, host]));
  const recorded = groupBerths(record);
  const hostsOf = (app: string, environment: string, named: readonly string[]): readonly string[] => {
    const key = sightKey(app, environment);
    const there = recorded.get(key)?.hosts ?? [];
    recorded.delete(key);
    return [...named, ...there.filter((id) => !named.includes(id))];
  };
  const places: Place[] = [];
  const add = (app: string, environment: string, named: readonly string[]): void => {
    for (const id of hostsOf(app, environment, named)) {
      const host = hosts.get(id);
      if (host !== undefined) places.push(placeOf(app, environment, host));
    }
  };
  for (const environment of record.environments) {
    for (const { name } of record.apps) {
      const named = files.get(name)?.config?.environments.has(environment.name) === true;
      add(name, environment.name, named ? environment.hosts : []);
    }
  }
  for (const { app, environment } of [...recorded.values()]) add(app, environment, []);
  return places;
}

interface Recorded {
  readonly app: string;
  readonly environment: string;
  readonly hosts: string[];
}

function groupBerths(record: Facts['record']): Map<string, Recorded> {
  const groups = new Map<string, Recorded>();
  for (const { app, environment, host } of record.berths.values()) {
    const key = sightKey(app, environment);
    const group = groups.get(key) ?? { app, environment, hosts: [] };
    group.hosts.push(host);
    groups.set(key, group);
  }
  return groups;
}
