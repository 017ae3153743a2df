import type { ErrorReply } from '../../shared/contract/errors.ts';
import type { AppView } from '../../shared/model/app-views.ts';
import type { TrafficSample } from '../../shared/model/health-views.ts';
import type {
  HostView,
  HouseSnapshot,
  LaneView,
  LiveDeployment,
  PlacementView,
} from '../../shared/model/house.ts';
import type { Notice } from '../../shared/model/notice.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Preferences } from '../../shared/model/preferences.ts';
import { isOverdue } from './is-overdue.ts';

/**
 * connecting  nothing is known yet
 * live        what is shown is what is
 * stale       the way to the core is lost; what is shown is of `since`
 * failed      the first snapshot was refused
 */
export type HouseLink =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'stale'; readonly since: number }
  | { readonly state: 'failed'; readonly problem: ErrorReply };

/** What the renderer knows of the house: the snapshot, by key, so that one event touches one entry. */
export interface HouseState {
  readonly link: HouseLink;
  /** Number of the last event that is in it. */
  readonly seq: number;
  readonly hosts: readonly HostView[];
  readonly lanes: readonly LaneView[];
  readonly apps: readonly AppView[];
  readonly placements: Readonly<Record<string, PlacementView>>;
  /** By placement key. */
  readonly live: Readonly<Record<string, LiveDeployment>>;
  /** Deployments that ended while the window was open, by placement key: their receipt is shown until it is put away or overdue. */
  readonly ended: Readonly<Record<string, LiveDeployment>>;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Builds whose outcome was put away, by operation. */
  readonly readBuilds: Readonly<Record<string, true>>;
  /** Newest first. */
  readonly notices: readonly Notice[];
  readonly traffic: Readonly<Record<string, readonly TrafficSample[]>>;
  readonly preferences: Preferences;
  readonly owner: string;
  /** Grows when something was written into history: open lists read again. */
  readonly historyVersion: number;
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  zoom: 1,
  startAtLogin: false,
  closeToTray: true,
  notify: { failed: true, recovered: true, deployments: true },
};

export const EMPTY_HOUSE: HouseState = {
  link: { state: 'connecting' },
  seq: 0,
  hosts: [],
  lanes: [],
  apps: [],
  placements: {},
  live: {},
  ended: {},
  operations: {},
  readBuilds: {},
  notices: [],
  traffic: {},
  preferences: DEFAULT_PREFERENCES,
  owner: '',
  historyVersion: 0,
};

/** The snapshot in the store's shape; what only the store knows (`ended`, `readBuilds`) is kept, as far as the snapshot leaves it true. */
export function takeSnapshot(state: HouseState, snapshot: HouseSnapshot): HouseState {
  const placements = byKey(snapshot.placements, ({ key }) => key);
  const live = byKey(snapshot.live, ({ key }) => key);
  return {
    link: { state: 'live' },
    seq: snapshot.seq,
    hosts: snapshot.hosts,
    lanes: snapshot.lanes,
    apps: snapshot.apps,
    placements,
    live,
    ended: Object.fromEntries(
      Object.entries(state.ended).filter(
        ([key, ended]) => !(key in live) && !isOverdue(ended, placements[key]),
      ),
    ),
    operations: byKey(snapshot.operations, ({ id }) => id),
    readBuilds: state.readBuilds,
    notices: snapshot.notices,
    traffic: snapshot.traffic,
    preferences: snapshot.preferences,
    owner: snapshot.owner,
    historyVersion: state.historyVersion + 1,
  };
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): Readonly<Record<string, T>> {
  return Object.fromEntries(items.map((item) => [keyOf(item), item]));
}
