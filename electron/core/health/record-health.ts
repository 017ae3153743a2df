import type { HealthChange } from '../../../shared/model/health-views.ts';
import type { PlacementView } from '../../../shared/model/house.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Stores } from '../db/stores.ts';
import type { ThingEvent } from '../engine/engine-event.ts';
import { LABEL } from '../engine/labels.ts';
import type { Clock } from '../runtime/clock.ts';
import { toFailure } from '../runtime/failure.ts';
import type { Log } from '../runtime/log.ts';

/**
 * Writes down how placements fared: each change of health, and restarts and lack of memory that changed nothing. What cannot
 * be written (the disk is full, the history is locked) is told to the log: nobody stops watching for that.
 */
export interface HealthRecorder {
  /** Cards that are others than before; `host` of each is the host's name, `hostId` gives its id. */
  drawn(views: readonly PlacementView[], hostId: (name: string) => string | undefined): void;
  /** `view`: the placement that the container belongs to. `expected`: somebody is deploying there, or it does not serve. */
  event(host: Host, event: ThingEvent, view: PlacementView | undefined, expected: boolean): void;
  close(): void;
}

/** Some weeks, and a bound for a house in which something flaps. */
const KEPT_MS = 90 * 24 * 3_600_000;
const KEPT_ROWS = 50_000;
const TIDY_EVERY_MS = 3_600_000;
/** What ended so recently is why the health is another, milliseconds. */
const RECENT_MS = 10_000;
/** The engine tells lack of memory apart from the end that it leads to, milliseconds. */
const SAME_END_MS = 1_000;
/** A container that is started so long after its end was not restarted by its policy, milliseconds (its pauses grow to a minute). */
const RESTART_MS = 90_000;

interface End {
  readonly at: number;
  readonly text: string;
  readonly place: string;
  readonly expected: boolean;
}

export function createHealthRecorder(deps: {
  readonly stores: Pick<Stores, 'healthChanges'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Everything that is written is written by this. */
  readonly aside: (write: () => void) => void;
}): HealthRecorder {
  const { stores, clock } = deps;
  /** By container. */
  const ends = new Map<string, End>();
  const memory = new Map<string, NodeJS.Timeout>();
  const note = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      deps.log.warn('how placements fared could not be written down', { reason: toFailure(error).message });
    }
  };
  const tidy = (): void => {
    note(() => stores.healthChanges.forget(clock.now() - KEPT_MS, KEPT_ROWS));
    for (const [id, { at }] of ends) if (clock.now() - at > RESTART_MS) ends.delete(id);
  };
  tidy();
  const tidying = setInterval(tidy, TIDY_EVERY_MS);

  const add = (view: PlacementView, host: string, what: Pick<HealthChange, 'event' | 'why' | 'at'>): void => {
    const { app, environment, health } = view;
    const change = { app, environment, host, to: health, ...what };
    note(() => deps.aside(() => stores.healthChanges.add([change])));
  };

  return {
    drawn: (views, hostId) => {
      const changes = views.flatMap((view): HealthChange[] => {
        const host = hostId(view.host);
        if (host === undefined) return [];
        const place = { app: view.app, environment: view.environment, host };
        const before = stores.healthChanges.latest(place)?.to;
        if (before === view.health || (before === undefined && view.health === 'empty')) return [];
        const why = reasonOf(view, ends, clock.now());
        return [
          {
            ...place,
            at: clock.now(),
            to: view.health,
            ...(before === undefined ? {} : { from: before }),
            ...(why === undefined ? {} : { why }),
          },
        ];
      });
      if (changes.length > 0) note(() => deps.aside(() => stores.healthChanges.add(changes)));
    },
    event: (host, event, view, expected) => {
      const { id, action, attributes, at } = event;
      const name = (attributes['name'] ?? id.slice(0, 12)).replace(/^twinberth-/, '');
      if (action === 'oom' && view !== undefined) {
        const told = `${name} ran out of memory`;
        const timer = setTimeout(() => {
          memory.delete(id);
          add(view, host.id, { event: 'oom', at, why: told });
        }, SAME_END_MS);
        clearTimeout(memory.get(id));
        memory.set(id, timer);
      } else if (action === 'die') {
        const starved = memory.has(id);
        clearTimeout(memory.get(id));
        memory.delete(id);
        const code = attributes['exitCode'] ?? '?';
        const text = `${name} ended with code ${code}${starved ? ' (out of memory)' : ''}`;
        ends.set(id, { at: clock.now(), text, place: view?.key ?? '', expected });
        if (starved && view !== undefined) add(view, host.id, { event: 'oom', at, why: text });
      } else if (action === 'start') {
        const end = ends.get(id);
        const restarted = end !== undefined && !end.expected && clock.now() - end.at < RESTART_MS;
        if (restarted && view !== undefined)
          add(view, host.id, { event: 'restart', at, why: `${end.text} and was started again` });
      } else if (action === 'destroy') ends.delete(id);
    },
    close: () => {
      clearInterval(tidying);
      for (const timer of memory.values()) clearTimeout(timer);
    },
  };
}

/** Whether a container is one whose end matters to those who use the placement. */
export function servesIn(view: PlacementView | undefined, attributes: ThingEvent['attributes']): boolean {
  if (view === undefined) return false;
  return attributes[LABEL.role] === 'edge' || attributes[LABEL.colour] === view.active;
}

function reasonOf(view: PlacementView, ends: ReadonlyMap<string, End>, now: number): string | undefined {
  if (view.health === 'well') return undefined;
  const recent = [...ends.values()].filter(
    ({ place, at, expected }) => place === view.key && now - at < RECENT_MS && !expected,
  );
  return recent.length > 0 ? recent.map(({ text }) => text).join('; ') : view.problem;
}
