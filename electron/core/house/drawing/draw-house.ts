import type { LiveDeployment, PlacementView } from '../../../../shared/model/house.ts';
import type { Facts } from '../facts.ts';
import { isUnfinished, type Picture } from '../picture.ts';
import type { Place } from '../place.ts';
import { sameValue } from '../same-value.ts';
import { drawLive } from './draw-live.ts';
import { drawPlacement, type DrawingTools } from './draw-placement.ts';
import { drawApps, drawHosts, drawLanes } from './draw-registry.ts';

export interface Drawing {
  readonly facts: Facts;
  /** By key, in the order of the board. */
  readonly places: ReadonlyMap<string, Place>;
  readonly tools: DrawingTools;
  readonly openedAt: number;
}

/** What may look different from the picture before. */
export interface Dirty {
  /** Keys, or all: also when placements came or went. */
  readonly placements: ReadonlySet<string> | 'all';
  readonly registry: boolean;
  readonly live: boolean;
}

export const ALL_DIRTY: Dirty = { placements: 'all', registry: true, live: true };

/**
 * The picture after `before`. What comes out the same is the same object, and a picture in which nothing changed is the one
 * before: a thousand cards, of which one was looked at, cost no more than one.
 */
export function drawHouse(drawing: Drawing, before: Picture, dirty: Dirty): Picture {
  const { facts, openedAt } = drawing;
  const live = dirty.live ? drawAllLive(facts, before.live) : before.live;
  const { hosts, lanes, apps } = dirty.registry
    ? {
        hosts: kept(before.hosts, drawHosts(facts, openedAt)),
        lanes: kept(before.lanes, drawLanes(facts)),
        apps: kept(before.apps, drawApps(facts)),
      }
    : before;
  const placements = drawPlacements(drawing, before.placements, byPlace(live), dirty.placements);
  const same =
    live === before.live &&
    placements === before.placements &&
    hosts === before.hosts &&
    lanes === before.lanes &&
    apps === before.apps;
  return same ? before : { hosts, lanes, apps, placements, live };
}

function drawPlacements(
  { facts, places, tools }: Drawing,
  before: Picture['placements'],
  live: ReadonlyMap<string, LiveDeployment>,
  dirty: Dirty['placements'],
): Picture['placements'] {
  const draw = (place: Place): PlacementView => {
    const known = before.get(place.key);
    return kept(known, drawPlacement(place, facts, tools, live.get(place.key), known));
  };
  if (dirty === 'all') return new Map([...places].map(([key, place]) => [key, draw(place)]));
  const drawn = [...dirty].flatMap((key) => {
    const place = places.get(key);
    const view = place && draw(place);
    return view === undefined || view === before.get(key) ? [] : [[key, view] as const];
  });
  return drawn.length === 0 ? before : new Map([...before, ...drawn]);
}

function drawAllLive({ record, performed }: Facts, before: Picture['live']): Picture['live'] {
  if (record.live.size === 0 && before.size === 0) return before;
  const hosts = new Map(record.hosts.map((host) => [host.id, host]));
  return new Map(
    [...record.live].map(([id, recorded]) => {
      const drawn = drawLive(recorded, hosts.get(recorded.deployment.host), performed.get(id));
      return [id, kept(before.get(id), drawn)];
    }),
  );
}

function byPlace(live: Picture['live']): ReadonlyMap<string, LiveDeployment> {
  return new Map([...live.values()].filter(isUnfinished).map((each) => [each.key, each]));
}

function kept<T>(before: T | undefined, drawn: T): T {
  return before !== undefined && sameValue(before, drawn) ? before : drawn;
}
