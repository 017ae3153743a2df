import type { AppView } from '../model/app-views.ts';
import type { HostView, LaneView, LiveDeployment, PlacementView } from '../model/house.ts';
import type { TrafficSample } from '../model/health-views.ts';
import type { Notice } from '../model/notice.ts';
import type { Operation } from '../model/operation.ts';
import type { Preferences } from '../model/preferences.ts';

/**
 * What happened, in the past tense, with the whole new state of the thing: applying an event twice is harmless, and events
 * announce, they never command. Keys are those of the house's snapshot.
 */
export type HouseEvent =
  | { readonly type: 'placement.changed'; readonly placement: PlacementView }
  | { readonly type: 'placement.removed'; readonly key: string }
  | { readonly type: 'host.changed'; readonly host: HostView }
  /** Hosts, lanes or apps were added, removed or put in another order; all of them as they are now. */
  | {
      readonly type: 'registry.changed';
      readonly hosts: readonly HostView[];
      readonly lanes: readonly LaneView[];
      readonly apps: readonly AppView[];
    }
  | { readonly type: 'app.changed'; readonly app: AppView }
  /** A deployment that runs or bakes: it began, or took a step, whoever performs it. */
  | { readonly type: 'deployment.changed'; readonly live: LiveDeployment }
  /** The gate swung to another colour. */
  | { readonly type: 'deployment.switched'; readonly live: LiveDeployment }
  | { readonly type: 'deployment.ended'; readonly live: LiveDeployment }
  | { readonly type: 'operation.changed'; readonly operation: Operation }
  | {
      readonly type: 'traffic.sampled';
      readonly samples: readonly (readonly [key: string, sample: TrafficSample])[];
    }
  | { readonly type: 'notice.added'; readonly notice: Notice }
  | { readonly type: 'notices.read'; readonly ids: readonly string[] }
  | { readonly type: 'preferences.changed'; readonly preferences: Preferences }
  /** Something was written into history: lists that are open read it again. */
  | { readonly type: 'history.changed' };

export type HouseEventType = HouseEvent['type'];

/** Events are numbered from 1 without a gap; who sees one lacks some, and takes a new snapshot. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: HouseEvent;
}
