import type { Notice } from '../../../shared/model/notice.ts';
import { placementKey } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';

export interface WayBackPlace {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  /** What it goes back to. */
  readonly version: number;
}

/**
 * The way back that a notice offers, as long as it leads back from what the notice is about: not when something else serves
 * there by now, and not when there is nothing to go back to.
 */
export function useWayBack({ actions, places, deployment }: Notice): WayBackPlace | undefined {
  const [place] = places;
  const placement = useHouse((state) =>
    place === undefined ? undefined : state.placements[placementKey(place)],
  );
  if (place === undefined || !actions.includes('rollback') || placement?.back === undefined) return undefined;
  if (deployment !== undefined && placement.deployment !== deployment) return undefined;
  return { ...place, version: placement.back.version };
}
