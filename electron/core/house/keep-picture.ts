import type { HouseEvent } from '../../../shared/contract/events.ts';
import type { DriftReport, DriftSeverity } from '../../../shared/model/drift.ts';
import type { PlacementView } from '../../../shared/model/house.ts';
import { placementKey } from '../../../shared/model/house.ts';
import type { EdgeLook } from '../edge/watch-edge.ts';
import { toFailure } from '../runtime/failure.ts';
import { compareHouses } from './compare-houses.ts';
import { createFindWayBack } from './drawing/find-way-back.ts';
import { ALL_DIRTY, drawHouse, type Dirty } from './drawing/draw-house.ts';
import { listPlaces } from './drawing/list-places.ts';
import type { AppFile, DriftMark, Facts, HostSight, Performed } from './facts.ts';
import type { HouseDeps } from './house-deps.ts';
import { EMPTY_PICTURE, type Picture } from './picture.ts';
import type { Place } from './place.ts';
import { compareRecords } from './record/compare-records.ts';
import { readRecord } from './record/read-record.ts';

/** The picture as it is now, drawn again whenever a fact is another; each difference is told as an event. */
export interface KeptPicture {
  now(): Picture;
  readonly facts: Facts;
  /** By key, in the order of the board. */
  places(): ReadonlyMap<string, Place>;
  /** Reads the history again. Returns the keys of placements of which what their edges last said is out of date. */
  reread(): readonly string[];
  /** Files or hosts that the watchers keep have changed. */
  redraw(dirty: Dirty): void;
  /** Where watchers keep what they see. */
  sees(watched: {
    readonly hosts: ReadonlyMap<string, HostSight>;
    readonly files: ReadonlyMap<string, AppFile>;
  }): void;
  looked(key: string, look: EdgeLook | string | undefined): void;
  drifted(reports: readonly DriftReport[]): void;
  performed(deployment: string, change: Performed): void;
  /** Probes of whatever deployment the operation performs. */
  probed(operation: string, probes: NonNullable<Performed['probes']>): void;
  /** Called after each drawing that changed something, with the pictures before and after and what was told. */
  onDrawn(listener: (events: readonly HouseEvent[]) => void): void;
}

export function keepPicture(deps: HouseDeps, emit: (...events: readonly HouseEvent[]) => void): KeptPicture {
  const { stores, clock } = deps;
  const looks = new Map<string, EdgeLook | string>();
  const drift = new Map<string, DriftMark>();
  const performed = new Map<string, Performed>();
  const openedAt = clock.now();
  const listeners: ((events: readonly HouseEvent[]) => void)[] = [];
  let facts: Facts = {
    record: readRecord(stores),
    hosts: new Map(),
    files: new Map(),
    looks,
    drift,
    performed,
  };
  const tools = {
    configOf: (key: number) => stores.house.config(key),
    findWayBack: createFindWayBack(stores.deployments, (app) => facts.record.newest.get(app)?.withdrawn ?? 0),
    healthSince: (place: Place, health: PlacementView['health']) => {
      const { app, environment, host } = place;
      const last = stores.healthChanges.latest({ app, environment, host: host.id });
      return last?.to === health ? last.at : clock.now();
    },
  };
  let places = placesOf(facts);
  // What there is at the opening is nothing that has happened: events begin after it.
  let picture = drawHouse({ facts, places, tools, openedAt }, EMPTY_PICTURE, ALL_DIRTY);

  const redraw = (dirty: Dirty): void => {
    if (dirty.placements === 'all') places = placesOf(facts);
    const before = picture;
    picture = drawHouse({ facts, places, tools, openedAt }, before, dirty);
    if (picture === before) return;
    const events = compareHouses(before, picture);
    emit(...events);
    for (const listener of listeners) {
      try {
        listener(events);
      } catch (error) {
        deps.log.warn('what is made of the picture failed', { reason: toFailure(error).message });
      }
    }
  };

  return {
    now: () => picture,
    get facts() {
      return facts;
    },
    places: () => places,
    redraw,
    reread: () => {
      const before = facts.record;
      const record = readRecord(stores, before);
      const change = compareRecords(before, record);
      facts = { ...facts, record };
      for (const key of change.swung) looks.delete(key);
      for (const id of performed.keys())
        if (!record.live.has(id) && before.live.has(id)) performed.delete(id);
      redraw({ placements: change.places ? 'all' : change.keys, registry: true, live: true });
      return change.swung;
    },
    sees: (watched) => {
      facts = { ...facts, ...watched };
    },
    looked: (key, look) => {
      if (look === undefined) looks.delete(key);
      else looks.set(key, look);
      redraw(onlyPlacement(key));
    },
    drifted: (reports) => {
      const keys = new Set<string>();
      for (const report of reports) {
        if (report.state !== 'checked') continue;
        const key = placementKey(report);
        keys.add(key);
        const mark = markOf(report);
        if (mark === undefined) drift.delete(key);
        else drift.set(key, mark);
      }
      redraw({ placements: keys, registry: false, live: false });
    },
    performed: (deployment, change) => {
      performed.set(deployment, { ...performed.get(deployment), ...change });
      redraw({ placements: new Set(), registry: false, live: true });
    },
    probed: (operation, probes) => {
      const [deployment, known] = [...performed].findLast(([, each]) => each.operation === operation) ?? [];
      if (deployment === undefined) return;
      performed.set(deployment, { ...known, probes });
      redraw({ placements: new Set(), registry: false, live: true });
    },
    onDrawn: (listener) => void listeners.push(listener),
  };
}

function placesOf(facts: Facts): ReadonlyMap<string, Place> {
  return new Map(listPlaces(facts).map((place) => [place.key, place]));
}

function onlyPlacement(key: string): Dirty {
  return { placements: new Set([key]), registry: false, live: false };
}

const WORST: readonly DriftSeverity[] = ['serious', 'warning', 'info'];

function markOf({ findings, checkedAt, deployment }: DriftReport): DriftMark | undefined {
  const worst = WORST.find((severity) => findings.some((finding) => finding.severity === severity));
  if (worst === undefined) return undefined;
  return {
    mark: { count: findings.length, worst, checkedAt },
    ...(deployment === undefined ? {} : { deployment }),
  };
}
