import type { RecordedHouse } from '../../db/recorded-house.ts';
import { edgeAmong } from '../../health/judge-berth.ts';
import { sightKey, type Facts } from '../facts.ts';
import type { Place } from '../place.ts';
import type { EdgeTarget } from './watch-edges.ts';

/** Undefined for what cannot be looked at: nothing serves there, or its host is away. */
export function edgeTarget(
  facts: Facts,
  place: Place,
  configOf: RecordedHouse['config'],
): EdgeTarget | undefined {
  const row = facts.record.berths.get(place.key);
  const sight = facts.hosts.get(place.host.id);
  if (row === undefined || row.active === null || row.config === null || sight?.state !== 'here')
    return undefined;
  const config = configOf(row.config);
  const edge = edgeAmong(sight.containers?.get(sightKey(place.app, place.environment)) ?? []);
  const { id = '', name = '', state } = edge ?? {};
  return {
    key: place.key,
    host: place.host.id,
    port: config.port ?? 0,
    mode: config.mode,
    ...(state === 'running' ? { edge: { id, name } } : {}),
  };
}
