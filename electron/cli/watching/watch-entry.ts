import { assertNever } from '../../../shared/model/assert-never.ts';
import type { HouseEvent } from '../../../shared/contract/events.ts';
import type { DeploymentState } from '../../../shared/model/deployment.ts';
import type { DeploymentKind } from '../../../shared/model/deployment.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { HostView, HouseSnapshot, LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import type { PlacementHealth } from '../../../shared/model/health-views.ts';
import type { Notice } from '../../../shared/model/notice.ts';

interface Place {
  readonly app: string;
  readonly environment: string;
  /** Host name. */
  readonly host: string;
}

/** One line of `twinberth watch`; with `--json` it is printed as it is. */
export type WatchEntry = { readonly at: number } & (
  | { readonly type: 'watching'; readonly hosts: number; readonly placements: number }
  | ({
      readonly type: 'health.changed';
      readonly health: PlacementHealth;
      readonly before?: PlacementHealth;
      readonly replicas: PlacementView['replicas'];
      readonly problem?: string;
    } & Place)
  | ({ readonly type: 'standby.stopped'; readonly colour: Colour; readonly version?: number } & Place)
  | ({
      readonly type: 'deployment.began' | 'deployment.switched' | 'deployment.ended';
      readonly deployment: string;
      readonly kind: DeploymentKind;
      readonly version: number;
      readonly state: DeploymentState;
      readonly by: string;
      readonly problem?: string;
    } & Place)
  | {
      readonly type: 'host.changed';
      readonly host: string;
      readonly state: HostView['state'];
      readonly problem?: string;
    }
  | { readonly type: 'notice'; readonly notice: Notice }
);

/** Tells events of the house as lines: what is the same as before for who reads them is left out. */
export interface WatchReader {
  /** What there is at the beginning: a line each for what is not well. */
  begin(snapshot: HouseSnapshot): readonly WatchEntry[];
  read(event: HouseEvent, at: number): readonly WatchEntry[];
}

export function createWatchReader(): WatchReader {
  const placements = new Map<string, PlacementView>();
  const hosts = new Map<string, HostView['state']>();
  const deployments = new Set<string>();

  const readPlacement = (view: PlacementView, at: number): readonly WatchEntry[] => {
    const before = placements.get(view.key);
    placements.set(view.key, view);
    return [...healthEntries(before, view, at), ...standbyEntries(before, view, at)];
  };
  const readHosts = (views: readonly HostView[], at: number): readonly WatchEntry[] =>
    views.flatMap(({ name, state, problem }) => {
      const before = hosts.get(name);
      hosts.set(name, state);
      // That a host answers which was not known before is no news.
      if (before === state || state === 'connecting' || (before !== 'away' && state === 'here')) return [];
      return [
        {
          at,
          type: 'host.changed' as const,
          host: name,
          state,
          ...(problem === undefined ? {} : { problem: problem.message }),
        },
      ];
    });
  const readLive = (
    type: 'deployment.began' | 'deployment.switched' | 'deployment.ended',
    live: LiveDeployment,
    at: number,
  ): readonly WatchEntry[] => {
    const { id } = live.deployment;
    if (type === 'deployment.began' && deployments.has(id)) return [];
    if (type === 'deployment.ended') deployments.delete(id);
    else deployments.add(id);
    return [deploymentEntry(type, live, at)];
  };

  return {
    begin: (snapshot) => {
      const { at } = snapshot;
      for (const view of snapshot.placements) placements.set(view.key, view);
      const unwell = snapshot.placements.filter(({ health }) => health !== 'well' && health !== 'empty');
      return [
        {
          at,
          type: 'watching',
          hosts: snapshot.hosts.length,
          placements: snapshot.placements.filter(({ health }) => health !== 'empty').length,
        },
        ...readHosts(snapshot.hosts, at),
        ...unwell.map((view) => healthEntry(undefined, view, at)),
        ...snapshot.live.flatMap((live) => readLive('deployment.began', live, at)),
      ];
    },
    read: (event, at) => {
      switch (event.type) {
        case 'placement.changed':
          return readPlacement(event.placement, at);
        case 'placement.removed':
          placements.delete(event.key);
          return [];
        case 'host.changed':
          return readHosts([event.host], at);
        case 'registry.changed':
          return readHosts(event.hosts, at);
        case 'deployment.changed':
          return readLive('deployment.began', event.live, at);
        case 'deployment.switched':
        case 'deployment.ended':
          return readLive(event.type, event.live, at);
        case 'notice.added':
          return [{ at, type: 'notice', notice: event.notice }];
        case 'app.changed':
        case 'operation.changed':
        case 'traffic.sampled':
        case 'notices.read':
        case 'preferences.changed':
        case 'history.changed':
          return [];
        default:
          return assertNever(event);
      }
    },
  };
}

function healthEntries(
  before: PlacementView | undefined,
  view: PlacementView,
  at: number,
): readonly WatchEntry[] {
  const first = before === undefined && (view.health === 'empty' || view.health === 'unknown');
  return first || before?.health === view.health ? [] : [healthEntry(before, view, at)];
}

function healthEntry(before: PlacementView | undefined, view: PlacementView, at: number): WatchEntry {
  const { app, environment, host, health, replicas, problem } = view;
  return {
    at,
    type: 'health.changed',
    app,
    environment,
    host,
    health,
    ...(before === undefined ? {} : { before: before.health }),
    replicas,
    ...(problem === undefined ? {} : { problem }),
  };
}

function standbyEntries(
  before: PlacementView | undefined,
  view: PlacementView,
  at: number,
): readonly WatchEntry[] {
  const { app, environment, host } = view;
  return (['blue', 'green'] as const)
    .filter((colour) => before?.[colour].state === 'warm' && view[colour].state === 'stopped')
    .map((colour) => {
      const { version } = view[colour];
      return {
        at,
        type: 'standby.stopped' as const,
        app,
        environment,
        host,
        colour,
        ...(version === undefined ? {} : { version }),
      };
    });
}

function deploymentEntry(
  type: 'deployment.began' | 'deployment.switched' | 'deployment.ended',
  { deployment, host }: LiveDeployment,
  at: number,
): WatchEntry {
  const { id, app, environment, kind, version, state, by, error } = deployment;
  return {
    at,
    type,
    app,
    environment,
    host,
    deployment: id,
    kind,
    version,
    state,
    by,
    ...(error === undefined ? {} : { problem: error.message }),
  };
}
