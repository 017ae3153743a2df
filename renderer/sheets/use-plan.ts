import { useEffect, useRef, useState } from 'react';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import type { PlanView } from '../../shared/model/deployment-views.ts';
import { placementKey, type LiveDeployment, type PlacementView } from '../../shared/model/house.ts';
import { useHouse } from '../store/use-house.ts';
import { useQuery } from '../store/use-query.ts';
import type { PlanIntent } from './plan-intent.ts';

export interface PlanInSight {
  readonly view?: PlanView;
  readonly error?: ErrorReply;
  readonly loading: boolean;
  /** Something else serves than when the sheet was opened: what is shown is the new plan, or will be in a moment. */
  readonly outdated: boolean;
  /** The placement on the plan's host, as the board knows it. */
  readonly placement: PlacementView | undefined;
  /** Somebody deploys there right now. */
  readonly live: LiveDeployment | undefined;
  readonly planAgain: (because: 'outdated' | 'asked') => void;
}

/** The plan of an intent, made again when somebody else changes what it was made from. */
export function usePlan(intent: PlanIntent): PlanInSight {
  const { value: view, error, loading, reload } = useQuery('deployments.plan', intent);
  const [outdated, setOutdated] = useState(false);
  const key = usePlacementKey(intent, view);
  const placement = useHouse((state) => state.placements[key]);
  const live = useHouse((state) => state.live[key]);
  const serving = placement?.deployment ?? null;

  const planned = useRef(view?.serving);
  useEffect(() => {
    planned.current = view?.serving;
  }, [view]);
  useEffect(() => {
    if (planned.current === undefined || planned.current === serving) return;
    setOutdated(true);
    reload();
  }, [serving, reload]);

  return {
    ...(view === undefined ? {} : { view }),
    ...(error === undefined ? {} : { error }),
    loading,
    outdated,
    placement,
    live,
    planAgain: (because) => {
      if (because === 'outdated') setOutdated(true);
      reload();
    },
  };
}

function usePlacementKey({ app, environment }: PlanIntent, view: PlanView | undefined): string {
  const first = useHouse((state) => state.lanes.find(({ name }) => name === environment)?.hosts[0] ?? '');
  return placementKey({ app, environment, host: view?.plan.host ?? first });
}
