import type { HouseEvent } from '../../../shared/contract/events.ts';
import type { LiveDeployment } from '../../../shared/model/house.ts';
import { isUnfinished, type Picture } from './picture.ts';
import { sameValue } from './same-value.ts';

/**
 * What leads from one picture to the next, in an order that a listener can apply: the registry first, since placements name
 * hosts, lanes and apps of it. What did not change is not mentioned. Pure.
 */
export function compareHouses(before: Picture, after: Picture): readonly HouseEvent[] {
  return [
    ...compareRegistry(before, after),
    ...comparePlacements(before, after),
    ...compareLive(before, after),
  ];
}

function compareRegistry(before: Picture, after: Picture): readonly HouseEvent[] {
  const same =
    sameKeys(before.hosts, after.hosts, ({ id }) => id) &&
    sameKeys(before.apps, after.apps, ({ name }) => name) &&
    sameValue(before.lanes, after.lanes);
  if (!same) {
    const { hosts, lanes, apps } = after;
    return [{ type: 'registry.changed', hosts, lanes, apps }];
  }
  return [
    ...after.hosts
      .filter((host, index) => !sameValue(before.hosts[index], host))
      .map((host): HouseEvent => ({ type: 'host.changed', host })),
    ...after.apps
      .filter((app, index) => !sameValue(before.apps[index], app))
      .map((app): HouseEvent => ({ type: 'app.changed', app })),
  ];
}

function sameKeys<T>(one: readonly T[], other: readonly T[], keyOf: (thing: T) => string): boolean {
  return (
    one.length === other.length &&
    one.every((thing, index) => {
      const counterpart = other[index];
      return counterpart !== undefined && keyOf(thing) === keyOf(counterpart);
    })
  );
}

function comparePlacements(before: Picture, after: Picture): readonly HouseEvent[] {
  if (before.placements === after.placements) return [];
  const events: HouseEvent[] = [];
  for (const key of before.placements.keys()) {
    if (!after.placements.has(key)) events.push({ type: 'placement.removed', key });
  }
  for (const [key, placement] of after.placements) {
    if (!sameValue(before.placements.get(key), placement))
      events.push({ type: 'placement.changed', placement });
  }
  return events;
}

function compareLive(before: Picture, after: Picture): readonly HouseEvent[] {
  return [...after.live].flatMap(([id, live]) => compareDeployment(before.live.get(id), live));
}

/** A deployment that began, switched and ended between two pictures is told of as if each had been seen. */
function compareDeployment(before: LiveDeployment | undefined, live: LiveDeployment): readonly HouseEvent[] {
  if (before !== undefined && (!isUnfinished(before) || sameValue(before, live))) return [];
  const swings = hasSwitched(live) && (before === undefined || !hasSwitched(before));
  const begins = before === undefined && (swings || !isUnfinished(live));
  const changes: HouseEvent = swings
    ? { type: 'deployment.switched', live }
    : { type: 'deployment.changed', live };
  return [
    ...(begins ? [{ type: 'deployment.changed', live } as const] : []),
    ...(isUnfinished(live) || swings ? [changes] : []),
    ...(isUnfinished(live) ? [] : [{ type: 'deployment.ended', live } as const]),
  ];
}

function hasSwitched({ steps }: LiveDeployment): boolean {
  return steps.some(({ name, state }) => name === 'switch' && state === 'done');
}
