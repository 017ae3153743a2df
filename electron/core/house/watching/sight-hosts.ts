import type { ErrorReply } from '../../../../shared/contract/errors.ts';
import type { Host } from '../../../../shared/model/host.ts';
import { formatEndpoint } from '../../../../shared/model/host.ts';
import type { ThingEvent } from '../../engine/engine-event.ts';
import type { ContainerSummary, EngineInfo } from '../../engine/engine.ts';
import { LABEL } from '../../engine/labels.ts';
import type { SeenContainer } from '../../health/judge-berth.ts';
import { sameValue } from '../same-value.ts';
import { sightKey, type HostSight } from '../facts.ts';
import { watchHost, type HostDeps, type HostWatch } from './watch-host.ts';

export interface HostsListener {
  /** `touched`: apps and environments (as `sightKey` puts them) whose containers are others now, or all of the host's. */
  changed(host: Host, touched: ReadonlySet<string> | 'all'): void;
  event(host: Host, event: ThingEvent): void;
  /** As of `HostListener`. */
  happened(host: Host, event: ThingEvent): void;
}

/** What all hosts say they have, kept up to date. */
export interface HostSights {
  readonly sights: ReadonlyMap<string, HostSight>;
  /** Watches these and no others. */
  set(hosts: readonly Host[]): void;
  /** As of `HostWatch`, for all of them. */
  wake(): void;
  close(): void;
}

interface Watched {
  readonly host: Host;
  readonly watch: HostWatch;
  readonly containers: Map<string, SeenContainer>;
  /** Containers whose end was told, by their ids; when, on the monotonic clock. */
  readonly ended: Map<string, number>;
}

/** So long after its end a container that is listed as running is not believed, milliseconds. */
const STALE_MS = 3_000;

export function sightHosts(deps: HostDeps, listener: HostsListener): HostSights {
  const watched = new Map<string, Watched>();
  const sights = new Map<string, HostSight>();

  const put = (host: Host, change: Partial<HostSight>): boolean => {
    const before = sights.get(host.id);
    const since =
      change.state === undefined || change.state === before?.state
        ? (before?.since ?? deps.clock.now())
        : deps.clock.now();
    const { problem: _old, ...kept } = before ?? { state: 'connecting' as const };
    sights.set(host.id, { ...kept, ...change, since });
    return before?.state !== change.state;
  };

  /** Docker (20.10 at least) tells a container's end first, and lists it as running until it has cleaned up after it. */
  const seen = (host: Host, container: ContainerSummary): SeenContainer => {
    const { ended } = watchedOf(watched, host);
    const at = ended.get(container.id);
    const stale = at !== undefined && deps.clock.ticks() - at < STALE_MS;
    if (!stale) ended.delete(container.id);
    return slim(stale && container.state === 'running' ? { ...container, state: 'exited' } : container);
  };
  const event = (host: Host, told: ThingEvent): void => {
    const { ended } = watchedOf(watched, host);
    if (told.action === 'die') ended.set(told.id, deps.clock.ticks());
    else if (told.action === 'start' || told.action === 'destroy') ended.delete(told.id);
    listener.event(host, told);
  };
  const here = (host: Host, info: EngineInfo, found: readonly ContainerSummary[]): void => {
    const { containers } = watchedOf(watched, host);
    containers.clear();
    for (const container of found) containers.set(container.id, seen(host, container));
    const { version, flavour } = info;
    put(host, { state: 'here', version, flavour, containers: group(containers) });
    listener.changed(host, 'all');
  };
  const away = (host: Host, problem: ErrorReply): void => {
    const before = sights.get(host.id)?.problem;
    const changed = put(host, { state: 'away', problem });
    if (changed || !sameValue(before, problem)) listener.changed(host, 'all');
  };
  const changed = (host: Host, ids: readonly string[], found: readonly ContainerSummary[]): void => {
    const { containers } = watchedOf(watched, host);
    const touched = new Set<string>();
    const touch = (container: SeenContainer | undefined) => {
      if (container !== undefined) touched.add(keyOf(container));
    };
    for (const id of ids) {
      touch(containers.get(id));
      containers.delete(id);
    }
    for (const container of found) {
      containers.set(container.id, seen(host, container));
      touch(container);
    }
    const sight = sights.get(host.id);
    if (sight === undefined || touched.size === 0) return;
    sights.set(host.id, { ...sight, containers: regroup(sight.containers, containers, touched) });
    listener.changed(host, touched);
  };

  const start = (host: Host): void => {
    put(host, { state: 'connecting' });
    const watch = watchHost(deps, host, {
      here: (info, containers) => here(host, info, containers),
      away: (problem) => away(host, problem),
      changed: (ids, containers) => changed(host, ids, containers),
      event: (told) => event(host, told),
      happened: (told) => listener.happened(host, told),
    });
    watched.set(host.id, { host, watch, containers: new Map(), ended: new Map() });
  };
  const end = (id: string): void => {
    watched.get(id)?.watch.stop();
    watched.delete(id);
    sights.delete(id);
  };

  return {
    sights,
    set: (hosts) => {
      const wanted = new Map(hosts.map((host) => [host.id, host]));
      for (const [id, { host }] of watched) {
        const now = wanted.get(id);
        if (now === undefined || formatEndpoint(now.endpoint) !== formatEndpoint(host.endpoint)) end(id);
      }
      for (const host of hosts) if (!watched.has(host.id)) start(host);
    },
    wake: () => {
      for (const { watch } of watched.values()) watch.wake();
    },
    close: () => {
      for (const id of [...watched.keys()]) end(id);
    },
  };
}

function watchedOf(watched: ReadonlyMap<string, Watched>, host: Host): Watched {
  const found = watched.get(host.id);
  if (found === undefined) throw new Error(`${host.name} is not watched`);
  return found;
}

const KEPT = [LABEL.app, LABEL.env, LABEL.role, LABEL.colour, LABEL.replica, LABEL.deployment] as const;

/** A container's labels hold its whole record; a thousand of those are not kept. */
function slim({ id, name, state, labels }: ContainerSummary): SeenContainer {
  const some: Record<string, string> = {};
  for (const key of KEPT) {
    const value = labels[key];
    if (value !== undefined) some[key] = value;
  }
  return { id, name, state, labels: some };
}

function keyOf({ labels }: SeenContainer): string {
  return sightKey(labels[LABEL.app] ?? '', labels[LABEL.env] ?? '');
}

function group(
  containers: ReadonlyMap<string, SeenContainer>,
): ReadonlyMap<string, readonly SeenContainer[]> {
  const groups = new Map<string, SeenContainer[]>();
  for (const container of containers.values()) {
    const key = keyOf(container);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [container]);
    else members.push(container);
  }
  for (const members of groups.values()) members.sort((a, b) => (a.name < b.name ? -1 : 1));
  return groups;
}

/** Only the groups that were touched are made anew. */
function regroup(
  before: HostSight['containers'],
  containers: ReadonlyMap<string, SeenContainer>,
  touched: ReadonlySet<string>,
): ReadonlyMap<string, readonly SeenContainer[]> {
  const some = new Map([...containers].filter(([, container]) => touched.has(keyOf(container))));
  const groups = new Map(before);
  const fresh = group(some);
  for (const key of touched) {
    const members = fresh.get(key);
    if (members === undefined) groups.delete(key);
    else groups.set(key, members);
  }
  return groups;
}
