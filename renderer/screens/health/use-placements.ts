import { useMemo } from 'react';
import type { PlacementHealth } from '../../../shared/model/health-views.ts';
import type { PlacementView } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';

/** How bad each is; what is well is not in it. */
const BADNESS: Readonly<Partial<Record<PlacementHealth, number>>> = {
  down: 4,
  gone: 3,
  degraded: 2,
  unknown: 1,
};

/** What is deployed, in the order of apps and lanes, and what of it is not well, the worst and then the longest first. */
export function usePlacements(): {
  readonly deployed: readonly PlacementView[];
  readonly wrong: readonly PlacementView[];
} {
  const placements = useHouse((state) => state.placements);
  const apps = useHouse((state) => state.apps);
  const lanes = useHouse((state) => state.lanes);
  return useMemo(() => {
    const appPlaces = new Map(apps.map(({ name }, place) => [name, place]));
    const lanePlaces = new Map(lanes.map(({ name, position }) => [name, position]));
    const orderOf = ({ app, environment }: PlacementView): number =>
      (appPlaces.get(app) ?? apps.length) * 1000 + (lanePlaces.get(environment) ?? lanes.length);
    const deployed = Object.values(placements)
      .filter(({ health }) => health !== 'empty')
      .sort((a, b) => orderOf(a) - orderOf(b) || a.host.localeCompare(b.host));
    const wrong = deployed
      .filter(({ health }) => health in BADNESS)
      .sort((a, b) => (BADNESS[b.health] ?? 0) - (BADNESS[a.health] ?? 0) || a.healthSince - b.healthSince);
    return { deployed, wrong };
  }, [placements, apps, lanes]);
}
