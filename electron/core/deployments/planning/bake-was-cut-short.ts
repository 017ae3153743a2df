import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { DeploymentsStore } from '../../db/stores.ts';

/**
 * Whether the next deployment came before a deployment had been watched to the end, so that nobody knows yet whether it is
 * good. A rollback without a bake of its own is as good as what it restored.
 */
export function bakeWasCutShort(
  deployments: Pick<DeploymentsStore, 'get' | 'steps'>,
  deployment: Deployment,
): boolean {
  let asked: Deployment | undefined = deployment;
  while (asked !== undefined) {
    const bake = deployments.steps(asked.id).find(({ name }) => name === 'bake');
    if (bake !== undefined) return bake.state === 'skipped';
    asked = asked.restores === undefined ? undefined : deployments.get(asked.restores);
  }
  return false;
}
