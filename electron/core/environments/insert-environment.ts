import type { Environment } from '../../../shared/model/environment.ts';
import type { Stores } from '../db/stores.ts';

/** Where a new lane goes. */
export type LanePlace = { readonly after: string } | { readonly before: string } | 'last';

/** Adds a lane at its place (others named by id) and numbers all of them 1, 2, 3 … Inside a transaction of the caller. */
export function insertEnvironment(
  stores: Pick<Stores, 'environments'>,
  environment: Omit<Environment, 'position'>,
  place: LanePlace,
): Environment {
  const lanes = stores.environments.list();
  const index = indexOf(lanes, place);
  lanes.forEach((lane, order) => {
    const position = order < index ? order + 1 : order + 2;
    if (lane.position !== position) stores.environments.setPosition(lane.id, position);
  });
  const added = { ...environment, position: index + 1 };
  stores.environments.add(added);
  return added;
}

function indexOf(lanes: readonly Environment[], place: LanePlace): number {
  if (place === 'last') return lanes.length;
  const id = 'after' in place ? place.after : place.before;
  const index = lanes.findIndex((lane) => lane.id === id);
  if (index < 0) return lanes.length;
  return 'after' in place ? index + 1 : index;
}
