import type { HouseEvent } from '../../../../shared/contract/events.ts';
import type { HostView, LiveDeployment, PlacementView } from '../../../../shared/model/house.ts';
import { placementKey } from '../../../../shared/model/house.ts';
import type { Notice } from '../../../../shared/model/notice.ts';
import type { Preferences } from '../../../../shared/model/preferences.ts';
import type { Stores } from '../../db/stores.ts';
import type { Clock } from '../../runtime/clock.ts';
import { toFailure } from '../../runtime/failure.ts';
import type { Ids } from '../../runtime/ids.ts';
import type { Log } from '../../runtime/log.ts';
import type { Notices } from '../house.ts';
import { countLook, UNTOLD, type Look, type LookCount } from './count-looks.ts';
import { withoutTold } from './drop-told.ts';
import { isSilent } from './is-silent.ts';
import {
  wordDamaged,
  wordDeployment,
  wordFailed,
  wordHostAway,
  wordHostBack,
  wordRecovered,
  type WordedNotice,
} from './word-notices.ts';

export interface NoticesDeps {
  readonly stores: Pick<Stores, 'notices' | 'transaction'>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Told what could not be written down: nobody stops watching for that. */
  readonly log: Log;
  readonly preferences: () => Preferences;
  /** As it is now; undefined when it is no more. */
  readonly placement: (key: string) => PlacementView | undefined;
  readonly emit: (event: HouseEvent) => void;
}

export interface NoticeKeeper extends Notices {
  /** Whether it should be looked at again soon, since it is not decided yet. */
  looked(key: string, look: Look): boolean;
  host(host: HostView, placements: number): void;
  /** Only hosts with these ids are there by now: nothing is told of others any more. */
  keepHosts(ids: readonly string[]): void;
  /** `watched`: this process performed it before the eyes of somebody. */
  ended(live: LiveDeployment, watched: boolean): void;
  /** The history was found damaged; told once. */
  damaged(problem: string): void;
  /** Tells what other processes have added and read. */
  refresh(): void;
  newest(): readonly Notice[];
  close(): void;
}

/** Looks closer together than this count as one, milliseconds: the events of one moment are no evidence of three. */
const APART_MS = 500;
/** What falls within so much time of the first is told in one notice, milliseconds. */
const GROUP_MS = 1_500;
/** A host that comes back sooner was never away, milliseconds. */
const AWAY_MS = 5_000;
/** How many the list remembers, and how many a picture shows. */
const KEPT = 1_000;
const NEWEST = 50;

export function keepNotices(deps: NoticesDeps): NoticeKeeper {
  const { stores, clock } = deps;
  const counts = new Map<string, LookCount & { readonly at: number }>();
  const groups = { failed: new Set<string>(), recovered: new Set<string>() };
  const hosts = new Map<string, { timer: NodeJS.Timeout | undefined; told: boolean }>();
  let damageTold = false;
  let grouping: NodeJS.Timeout | undefined;
  let newest = stores.notices.list({ limit: NEWEST });
  for (const key of failedBefore(stores.notices.list({ limit: KEPT })))
    counts.set(key, { told: 'failed', against: 0, at: -Infinity });

  const refresh = (): void => {
    const before = new Map(newest.map((notice) => [notice.id, notice]));
    const last = newest[0];
    newest = stores.notices.list({ limit: NEWEST });
    const added = newest.filter(({ id, at }) => !before.has(id) && (last === undefined || at >= last.at));
    for (const notice of added.toReversed()) deps.emit({ type: 'notice.added', notice });
    const read = newest.filter(({ id, read: now }) => now && before.get(id)?.read === false);
    if (read.length > 0) deps.emit({ type: 'notices.read', ids: read.map(({ id }) => id) });
  };
  const add = (worded: WordedNotice | undefined, watched = false): void => {
    if (worded === undefined) return;
    const now = clock.now();
    const silent = isSilent(worded.kind, deps.preferences(), { now, watched });
    try {
      stores.transaction(() => {
        const left = withoutTold(worded, stores.notices.list({ limit: NEWEST }), now, deps.placement);
        if (left === undefined) return;
        stores.notices.add({ ...left, id: deps.ids.next(), at: now, read: false, silent });
        stores.notices.forget(KEPT);
      });
      refresh();
    } catch (error) {
      const reason = toFailure(error).message;
      deps.log.warn('a notice could not be written down', { title: worded.title, reason });
    }
  };
  const viewsOf = (keys: Set<string>): readonly PlacementView[] => {
    const views = [...keys].flatMap((key) => deps.placement(key) ?? []);
    keys.clear();
    return views;
  };
  const tellGroups = (): void => {
    grouping = undefined;
    const [failed, recovered] = [viewsOf(groups.failed), viewsOf(groups.recovered)];
    if (failed.length > 0) add(wordFailed(failed));
    if (recovered.length > 0) add(wordRecovered(recovered));
  };

  return {
    looked: (key, look) => {
      const before = counts.get(key) ?? { ...UNTOLD, at: -Infinity };
      const now = clock.ticks();
      if (now - before.at < APART_MS && look !== 'afresh') return before.against > 0;
      const { count, tell } = countLook(before, look);
      counts.set(key, { ...count, at: now });
      if (tell !== undefined) {
        groups[tell].add(key);
        groups[tell === 'failed' ? 'recovered' : 'failed'].delete(key);
        grouping ??= setTimeout(tellGroups, GROUP_MS);
      }
      return count.against > 0;
    },
    host: ({ id, name, state, problem }, placements) => {
      const own = hosts.get(id) ?? { timer: undefined, told: false };
      hosts.set(id, own);
      if (state === 'away' && !own.told) {
        own.timer ??= setTimeout(() => {
          own.told = true;
          add(wordHostAway(name, problem?.message ?? '', placements));
        }, AWAY_MS);
      } else if (state === 'here') {
        clearTimeout(own.timer);
        own.timer = undefined;
        if (own.told) add(wordHostBack(name));
        own.told = false;
      }
    },
    keepHosts: (ids) => {
      for (const [id, { timer }] of hosts) {
        if (ids.includes(id)) continue;
        clearTimeout(timer);
        hosts.delete(id);
      }
    },
    ended: (live, watched) => add(wordDeployment(live), watched),
    damaged: (problem) => {
      if (!damageTold) add(wordDamaged(problem));
      damageTold = true;
    },
    refresh,
    newest: () => newest,
    list: (page) => stores.notices.list(page),
    read: (ids) => {
      if (stores.notices.read(ids).length > 0) refresh();
    },
    close: () => {
      clearTimeout(grouping);
      for (const { timer } of hosts.values()) clearTimeout(timer);
    },
  };
}

/** Keys of placements whose failing was the last that was told of them. */
function failedBefore(notices: readonly Notice[]): ReadonlySet<string> {
  const decided = new Set<string>();
  const failed = new Set<string>();
  for (const { kind, places } of notices) {
    if (kind !== 'health.failed' && kind !== 'health.recovered') continue;
    for (const key of places.map(placementKey)) {
      if (!decided.has(key) && kind === 'health.failed') failed.add(key);
      decided.add(key);
    }
  }
  return failed;
}
