import type { HouseEvent } from '../../../shared/contract/events.ts';
import type { Host } from '../../../shared/model/host.ts';
import { placementKey, type PlacementView } from '../../../shared/model/house.ts';
import { createHealthRecorder, servesIn } from '../health/record-health.ts';
import type { ThingEvent } from '../engine/engine-event.ts';
import { LABEL } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import { ALL_DIRTY } from './drawing/draw-house.ts';
import { sightKey } from './facts.ts';
import type { HouseDeps } from './house-deps.ts';
import type { KeptPicture } from './keep-picture.ts';
import { judgeLook } from './notices/judge-look.ts';
import type { NoticeKeeper } from './notices/keep-notices.ts';
import { isUnfinished } from './picture.ts';
import { watchRecord } from './record/watch-record.ts';
import { watchAppFiles } from './watching/watch-app-files.ts';
import { edgeTarget } from './watching/edge-target.ts';
import { followProgress } from './watching/follow-progress.ts';
import { watchEdges } from './watching/watch-edges.ts';
import { sightHosts } from './watching/sight-hosts.ts';
import type { TrafficMemory } from './watching/remember-traffic.ts';

export interface HouseParts {
  readonly picture: KeptPicture;
  readonly notices: NoticeKeeper;
  readonly traffic: TrafficMemory;
  readonly emit: (event: HouseEvent) => void;
  readonly attended: () => boolean;
  /** An event of whatever kind, also of what is not ours. */
  readonly happened: (host: Host, event: ThingEvent) => void;
  /** Somebody has written to the history; the picture shows it already. */
  readonly written: () => void;
  /** Something was added that only lists show. */
  readonly listed: () => void;
}

export interface HouseWatch {
  readonly ready: Promise<void>;
  /** Whether somebody looks: the edges are asked more often then. */
  attend(looks: boolean): void;
  /** The machine has slept: every host is asked anew. */
  wake(): void;
  close(): void;
}

/** How long a round over all edges takes, milliseconds. */
const ATTENDED_MS = 5_000;
const UNATTENDED_MS = 10_000;
/** A placement of which it is not decided how it is, is looked at again after so long, milliseconds. */
const UNDECIDED_MS = 1_000;
/** And one that fails, while that is fresh. */
const FAILING_MS = 2_000;
const FRESH_MS = 120_000;
/** Many files are read at once, as at the start, and drawn together, milliseconds. */
const FILES_MS = 30;
/** Hosts that have not answered by then are not waited for, nor edges that take longer, milliseconds. */
const HOSTS_MS = 5_000;
const LOOKS_MS = 10_000;

/** Everything that gathers facts, connected with the picture that is drawn from them. */
export function watchHouse(deps: HouseDeps, parts: HouseParts): HouseWatch {
  const { picture, notices, traffic, emit } = parts;
  const firstSeen = new Map<string, () => void>();
  /** By placement key: when its containers last were others, on the monotonic clock. */
  const stirred = new Map<string, number>();
  let looking: Promise<void> = Promise.resolve();
  let filesRead: NodeJS.Timeout | undefined;
  const closed = new AbortController();
  /** For what timers call: what cannot be drawn now (the history cannot be read) is drawn the next time. */
  const guarded = (draw: () => void): void => {
    try {
      draw();
    } catch (error) {
      deps.log.warn('the picture could not be drawn', { reason: toFailure(error).message });
    }
  };

  const record = watchRecord(deps, () => {
    const swung = picture.reread();
    const now = picture.facts.record;
    hosts.set(now.hosts);
    notices.keepHosts(now.hosts.map(({ id }) => id));
    void files.set(now.apps);
    askEdges();
    for (const key of swung) edges.soon(key, 0);
    parts.written();
  });
  const files = watchAppFiles(deps.appConfig, () => {
    filesRead ??= setTimeout(redrawFiles, FILES_MS);
  });
  const redrawFiles = (): void => {
    clearTimeout(filesRead);
    filesRead = undefined;
    if (!closed.signal.aborted) guarded(() => picture.redraw(ALL_DIRTY));
  };
  const edges = watchEdges(deps, {
    looked: (key, look) => {
      picture.looked(key, look);
      judge(key);
    },
    sampled: (samples) => {
      for (const [key, sample] of samples) traffic.add(key, sample);
      emit({ type: 'traffic.sampled', samples });
    },
  });
  const hosts = sightHosts(deps, {
    changed: (host, touched) => {
      const keys = keysOf(picture, host, touched);
      picture.redraw({ placements: keys, registry: touched === 'all', live: false });
      for (const key of keys) {
        if (touched !== 'all') stirred.set(key, deps.clock.ticks());
        edges.soon(key, 0);
      }
      // Those that are new to it are asked at once anyway.
      askEdges(keys);
      if (touched === 'all') tellHost(host);
      firstSeen.get(host.id)?.();
    },
    happened: parts.happened,
    event: (host, event) => {
      const { attributes } = event;
      const view = picture.now().placements.get(
        placementKey({
          app: attributes[LABEL.app] ?? '',
          environment: attributes[LABEL.env] ?? '',
          host: host.name,
        }),
      );
      const expected = !servesIn(view, attributes) || (view !== undefined && isDeploying(picture, view.key));
      recorder.event(host, event, view, expected);
    },
  });

  const recorder = createHealthRecorder({
    ...deps,
    aside: (write) => {
      record.aside(write);
      parts.listed();
    },
  });
  const judge = (key: string): void => {
    const view = picture.now().placements.get(key);
    const place = picture.places().get(key);
    if (view === undefined || place === undefined) return;
    const hostHere = picture.facts.hosts.get(place.host.id)?.state === 'here';
    const look = judgeLook(view, { deploying: isDeploying(picture, key), hostHere });
    if (notices.looked(key, look)) edges.soon(key, UNDECIDED_MS);
    else if (look === 'bad' && isFresh(view)) edges.soon(key, FAILING_MS);
  };
  /** What has just failed, or was just touched, may be mended any moment; what has long been down is left to its round. */
  const isFresh = ({ key, healthSince }: PlacementView): boolean =>
    deps.clock.now() - healthSince < FRESH_MS ||
    deps.clock.ticks() - (stirred.get(key) ?? -Infinity) < FRESH_MS;
  const configOf = (key: number) => deps.stores.house.config(key);
  const askEdges = (keys?: ReadonlySet<string>): void => {
    const places = picture.places();
    const asked = edges.set(
      [...(keys ?? places.keys())].flatMap((key) => {
        const place = places.get(key);
        return (place && edgeTarget(picture.facts, place, configOf)) ?? [];
      }),
      keys,
    );
    looking = Promise.all([looking, asked]).then(() => undefined);
  };
  const tellHost = (host: Host): void => {
    const view = picture.now().hosts.find(({ id }) => id === host.id);
    const there = [...picture.now().placements.values()].filter((each) => each.host === host.name);
    if (view !== undefined) notices.host(view, there.length);
  };
  /** Nothing is known, as after a start, of what was not looked at yet. */
  const isKnown = ({ key, health, host }: PlacementView): boolean =>
    health !== 'unknown' ||
    picture.facts.looks.has(key) ||
    picture.now().hosts.some(({ name, state }) => name === host && state === 'away');
  picture.onDrawn((events) => {
    recorder.drawn(
      changedViews(events).filter(isKnown),
      (name) => picture.facts.record.hosts.find((host) => host.name === name)?.id,
    );
    for (const event of events) {
      if (event.type === 'placement.removed') traffic.forget(event.key);
      if (event.type === 'deployment.ended')
        notices.ended(event.live, parts.attended() && picture.facts.performed.has(event.live.deployment.id));
    }
  });
  const progress = followProgress(deps.progress, {
    performed: (deployment, change) => guarded(() => picture.performed(deployment, change)),
    written: () => record.look(),
  });

  picture.sees({ hosts: hosts.sights, files: files.files });
  const seen = picture.facts.record.hosts.map(
    ({ id }) => new Promise<void>((resolve) => firstSeen.set(id, resolve)),
  );
  hosts.set(picture.facts.record.hosts);
  const read = files.set(picture.facts.record.apps).then(redrawFiles);
  edges.setInterval(UNATTENDED_MS);
  const inTime = (ms: number, work: Promise<unknown>): Promise<unknown> =>
    Promise.race([work, deps.clock.sleep(ms, closed.signal).catch(() => undefined)]);
  const ready = inTime(HOSTS_MS, Promise.all([...seen, read]))
    .then(() => inTime(LOOKS_MS, looking))
    .then(() => undefined);

  return {
    ready,
    attend: (looks) => {
      edges.setInterval(looks ? ATTENDED_MS : UNATTENDED_MS);
      record.attend(looks);
    },
    wake: () => hosts.wake(),
    close: () => {
      closed.abort();
      clearTimeout(filesRead);
      progress.close();
      record.close();
      edges.close();
      hosts.close();
      files.close();
      recorder.close();
    },
  };
}

function keysOf(picture: KeptPicture, host: Host, touched: ReadonlySet<string> | 'all'): ReadonlySet<string> {
  const places = [...picture.places().values()].filter((place) => place.host.id === host.id);
  const some =
    touched === 'all'
      ? places
      : places.filter(({ app, environment }) => touched.has(sightKey(app, environment)));
  return new Set(some.map(({ key }) => key));
}

/** Whether somebody, this process or another, works on the placement. */
function isDeploying(picture: KeptPicture, key: string): boolean {
  const { live, placements } = picture.now();
  return (
    placements.get(key)?.lock !== undefined ||
    [...live.values()].some((each) => each.key === key && isUnfinished(each))
  );
}

function changedViews(events: readonly HouseEvent[]): readonly PlacementView[] {
  return events.flatMap((event) => (event.type === 'placement.changed' ? [event.placement] : []));
}
