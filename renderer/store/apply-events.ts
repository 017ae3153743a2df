import type { HouseEvent } from '../../shared/contract/events.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { TrafficSample } from '../../shared/model/health-views.ts';
import { SPARK_SAMPLES } from '../../shared/model/house.ts';
import type { HouseState } from './house-state.ts';
import { isOverdue } from './is-overdue.ts';

/** Notices that the window holds; older ones are asked for. */
const MAX_NOTICES = 200;

/**
 * The house after these events, in their order. Maps that a batch touches are copied once for the whole batch: with a
 * thousand placements and a hundred events a second, one copy per event would be most of the work.
 */
export function applyEvents(state: HouseState, events: readonly HouseEvent[]): HouseState {
  const draft = new Draft(state);
  for (const event of events) apply(draft, event);
  return draft.result();
}

function apply(draft: Draft, event: HouseEvent): void {
  switch (event.type) {
    case 'placement.changed':
      draft.map('placements')[event.placement.key] = event.placement;
      draft.drop('ended', event.placement.key, (ended) => isOverdue(ended, event.placement));
      return;
    case 'placement.removed':
      Reflect.deleteProperty(draft.map('placements'), event.key);
      Reflect.deleteProperty(draft.map('live'), event.key);
      Reflect.deleteProperty(draft.map('traffic'), event.key);
      draft.drop('ended', event.key);
      return;
    case 'host.changed':
      draft.next.hosts = replace(draft.next.hosts, event.host, ({ id }) => id);
      return;
    case 'registry.changed':
      Object.assign(draft.next, { hosts: event.hosts, lanes: event.lanes, apps: event.apps });
      return;
    case 'app.changed':
      draft.next.apps = replace(draft.next.apps, event.app, ({ name }) => name);
      return;
    case 'deployment.changed':
    case 'deployment.switched':
      draft.map('live')[event.live.key] = event.live;
      draft.drop('ended', event.live.key);
      return;
    case 'deployment.ended':
      Reflect.deleteProperty(draft.map('live'), event.live.key);
      draft.map('ended')[event.live.key] = event.live;
      return;
    case 'operation.changed':
      draft.map('operations')[event.operation.id] = event.operation;
      return;
    case 'traffic.sampled':
      for (const [key, sample] of event.samples) addSample(draft.map('traffic'), key, sample);
      return;
    case 'notice.added':
      draft.next.notices = [
        event.notice,
        ...draft.next.notices.filter(({ id }) => id !== event.notice.id),
      ].slice(0, MAX_NOTICES);
      return;
    case 'notices.read': {
      const ids = new Set(event.ids);
      draft.next.notices = draft.next.notices.map((notice) =>
        ids.has(notice.id) ? { ...notice, read: true } : notice,
      );
      return;
    }
    case 'preferences.changed':
      draft.next.preferences = event.preferences;
      return;
    case 'history.changed':
      draft.next.historyVersion = draft.next.historyVersion + 1;
      return;
    default:
      assertNever(event);
  }
}

function addSample(
  traffic: Record<string, readonly TrafficSample[]>,
  key: string,
  sample: TrafficSample,
): void {
  const known = traffic[key] ?? [];
  if (known.at(-1)?.at === sample.at) return;
  traffic[key] = [...known.slice(-(SPARK_SAMPLES - 1)), sample];
}

/** In its place, or at the end when it is new. */
function replace<T>(items: readonly T[], item: T, keyOf: (item: T) => string): readonly T[] {
  const at = items.findIndex((each) => keyOf(each) === keyOf(item));
  return at < 0 ? [...items, item] : items.with(at, item);
}

type Maps = 'placements' | 'live' | 'ended' | 'operations' | 'traffic';
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A copy of the state whose maps are copied when they are first written to. */
class Draft {
  readonly next: Mutable<HouseState>;
  readonly #own = new Set<Maps>();

  constructor(state: HouseState) {
    this.next = { ...state };
  }

  map<M extends Maps>(name: M): Record<string, HouseState[M][string]> {
    if (!this.#own.has(name)) {
      this.next[name] = { ...this.next[name] };
      this.#own.add(name);
    }
    return this.next[name] as Record<string, HouseState[M][string]>;
  }

  /** Takes an entry out; a map that has none to be taken out stays as it is. */
  drop<M extends Maps>(
    name: M,
    key: string,
    when: (entry: HouseState[M][string]) => boolean = () => true,
  ): void {
    const entry = this.next[name][key] as HouseState[M][string] | undefined;
    if (entry !== undefined && when(entry)) Reflect.deleteProperty(this.map(name), key);
  }

  result(): HouseState {
    return this.next;
  }
}
