import { useCallback } from 'react';
import { navigate } from '../../app/navigate.ts';
import type { HouseState } from '../../store/house-state.ts';
import { useHouseStore } from '../../store/use-house.ts';
import { showToast } from '../../ui/show-toast.ts';

/**
 * Leads to the deployment that an operation performs, as soon as there is one; whoever went elsewhere meanwhile is left
 * there. An operation that ends before there is one says why.
 */
export function useFollowDeployment(): (operation: string) => void {
  const store = useHouseStore();
  return useCallback(
    (operation) => {
      const { hash } = window.location;
      const lead = (state: HouseState): boolean => {
        const found = findDeployment(state, operation);
        if (found === undefined) return failed(state, operation);
        if (window.location.hash === hash) navigate({ name: 'deployment', id: found });
        return true;
      };
      if (lead(store.getState())) return;
      const stop = store.subscribe((state) => {
        if (lead(state)) stop();
      });
    },
    [store],
  );
}

function findDeployment({ live, operations }: HouseState, operation: string): string | undefined {
  const under = Object.values(live).find((one) => one.operation === operation);
  const result = operations[operation]?.result;
  return under?.deployment.id ?? (result?.kind === 'deployment' ? result.deployments[0] : undefined);
}

/** It ended without a deployment: nothing more is to come. */
function failed({ operations }: HouseState, operation: string): boolean {
  const known = operations[operation];
  if (known === undefined || known.state === 'running') return false;
  if (known.error !== undefined)
    showToast({ tone: 'bad', text: `${known.title}: nothing was done. ${known.error.message}` });
  return true;
}
