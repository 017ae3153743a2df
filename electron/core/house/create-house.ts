import type { NumberedEvent } from '../../../shared/contract/events.ts';
import type { HouseSnapshot } from '../../../shared/model/house.ts';
import { placementKey, SPARK_SAMPLES } from '../../../shared/model/house.ts';
import { isStale } from '../deployments/stale-lock.ts';
import { isFailure } from '../runtime/failure.ts';
import { createEventFeed } from './event-feed.ts';
import type { House } from './house.ts';
import type { HouseDeps } from './house-deps.ts';
import { keepNotices } from './notices/keep-notices.ts';
import { takeCare } from './caring/care.ts';
import { createOperations } from './operations/create-operations.ts';
import { keepPicture } from './keep-picture.ts';
import { isUnfinished } from './picture.ts';
import { openPreferences } from './preferences/open-preferences.ts';
import { settleWhenDue } from './settle-due.ts';
import { createTrafficMemory } from './watching/remember-traffic.ts';
import { watchHouse } from './watch-house.ts';

/** How often it is seen to whether another process has changed the preferences, milliseconds. */
const PREFERENCES_EVERY_MS = 2_000;
/** Lists are not read again more often than this while much is written, milliseconds. */
const HISTORY_EVERY_MS = 500;

/**
 * Opens the house: reads the history, begins to watch every host, and keeps the picture from then on. Nothing is waited for;
 * `ready` settles when everything was looked at once.
 */
export function createHouse(deps: HouseDeps): House {
  const { stores, clock, ids, log } = deps;
  const feed = createEventFeed(log);
  const traffic = createTrafficMemory();
  const preferences = openPreferences(deps.preferencesFile, {
    log,
    changed: (changed) => feed.emit({ type: 'preferences.changed', preferences: changed }),
  });
  const picture = keepPicture(deps, feed.emit);
  const notices = keepNotices({
    stores,
    clock,
    ids,
    log,
    preferences: () => preferences.get(),
    placement: (key) => picture.now().placements.get(key),
    emit: feed.emit,
  });
  const operations = createOperations({
    clock,
    ids,
    changed: (operation) => feed.emit({ type: 'operation.changed', operation }),
    performs: (operation, deployment) => picture.performed(deployment, { operation }),
    probed: (operation, sent, failed) => picture.probed(operation, { sent, failed }),
  });
  const settling = settleWhenDue({
    stores,
    clock,
    log,
    settle: async (signal) => {
      try {
        await deps.settle(signal);
      } catch (error) {
        if (isFailure(error, 'history.damaged')) notices.damaged(error.message);
        throw error;
      }
    },
    isLeft: (lock) => isStale(deps, lock),
  });
  const care = takeCare({ ...deps, ...deps.care }, (reports) => picture.drifted(reports));
  const historyChanged = nowAndThen(() => feed.emit({ type: 'history.changed' }));
  const attending = new Set<symbol>();
  const watch = watchHouse(deps, {
    picture,
    notices,
    traffic,
    emit: feed.emit,
    attended: () => attending.size > 0,
    happened: (host, event) => care.event(host, event),
    written: () => {
      notices.refresh();
      settling.look();
      historyChanged.call();
    },
    listed: () => historyChanged.call(),
  });
  const refreshing = setInterval(() => preferences.refresh(), PREFERENCES_EVERY_MS);

  const snapshot = (): HouseSnapshot => {
    const { hosts, lanes, apps, placements, live } = picture.now();
    return {
      seq: feed.seq,
      at: clock.now(),
      hosts,
      lanes,
      apps,
      placements: [...placements.values()],
      live: [...live.values()].filter(isUnfinished),
      operations: operations.all(),
      notices: notices.newest(),
      traffic: Object.fromEntries(
        [...placements.keys()].flatMap((key) => {
          const samples = traffic.list(key, 'recent', SPARK_SAMPLES);
          return samples.length === 0 ? [] : [[key, samples] as const];
        }),
      ),
      preferences: preferences.get(),
      owner: deps.owner,
    };
  };

  return {
    ready: watch.ready,
    snapshot,
    subscribe: (listener: (event: NumberedEvent) => void) => feed.subscribe(listener),
    attend: () => {
      const own = Symbol('attending');
      attending.add(own);
      watch.attend(true);
      return () => {
        if (attending.delete(own)) watch.attend(attending.size > 0);
      };
    },
    wake: () => {
      settling.look();
      watch.wake();
    },
    operations,
    notices,
    preferences,
    tellDrift: (reports) => picture.drifted(reports),
    healthChanges: (filter) => stores.healthChanges.list(filter),
    traffic: (place, span) => ({ span, samples: traffic.list(placementKey(place), span) }),
    close: async () => {
      clearInterval(refreshing);
      await operations.close();
      await settling.close();
      await care.close();
      historyChanged.close();
      watch.close();
      notices.close();
    },
  };
}

/** Calls at once, and what comes soon after that together, later. */
function nowAndThen(work: () => void): { call(): void; close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const rest = (): void => {
    timer = setTimeout(() => {
      timer = undefined;
      if (again) call();
    }, HISTORY_EVERY_MS);
  };
  const call = (): void => {
    again = timer !== undefined;
    if (again) return;
    work();
    rest();
  };
  return { call, close: () => clearTimeout(timer) };
}
