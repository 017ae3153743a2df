import type { Berth } from '../../../shared/model/berth.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Stores } from './stores.ts';

/** The deployment that is recorded as serving in a berth; undefined when none is, or there is no berth. */
export function servingDeployment(
  stores: { readonly deployments: Pick<Stores['deployments'], 'get'> },
  berth: Pick<Berth, 'activeDeployment'> | undefined,
): Deployment | undefined {
  return berth?.activeDeployment === undefined ? undefined : stores.deployments.get(berth.activeDeployment);
}
