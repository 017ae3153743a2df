import type { AppView } from '../../../shared/model/app-views.ts';
import type { HostView, LaneView, LiveDeployment, PlacementView } from '../../../shared/model/house.ts';

/** The house as it is shown at one moment. Never changed: another moment is another picture. */
export interface Picture {
  readonly hosts: readonly HostView[];
  /** In the order of promotion. */
  readonly lanes: readonly LaneView[];
  readonly apps: readonly AppView[];
  /** By placement key, in the order of lanes, apps and hosts. */
  readonly placements: ReadonlyMap<string, PlacementView>;
  /** By deployment id: those that run or bake, and those whose end was seen between the picture before and this one. */
  readonly live: ReadonlyMap<string, LiveDeployment>;
}

export const EMPTY_PICTURE: Picture = {
  hosts: [],
  lanes: [],
  apps: [],
  placements: new Map(),
  live: new Map(),
};

export function isUnfinished({ deployment }: LiveDeployment): boolean {
  return deployment.state === 'running' || deployment.state === 'baking';
}
