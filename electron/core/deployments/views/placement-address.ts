import { placementUrl } from '../../health/placement-url.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { requireApp } from '../../apps/require-app.ts';
import { findEnvironment, hostsOf } from '../planning/resolve-names.ts';
import type { BerthPlace } from './berth-place.ts';

/**
 * Where what serves is reached from this machine, as it was deployed; undefined when nothing serves, it is not published, or
 * it speaks no HTTP. Without a host, the first one that has such an address. `app.unknown`, `environment.unknown`.
 */
export function placementAddress(
  deps: Pick<DeploymentDeps, 'stores'>,
  place: BerthPlace,
): string | undefined {
  const { stores } = deps;
  requireApp(stores, place.app);
  for (const host of hostsOf(deps, findEnvironment(deps, place.environment))) {
    if (place.host !== undefined && host.name !== place.host) continue;
    const id = stores.berths.get(place.app, place.environment, host.id)?.activeDeployment;
    const serving = id === undefined ? undefined : stores.deployments.get(id);
    const url = serving === undefined ? undefined : placementUrl(serving.config, host);
    if (url?.startsWith('http://') === true) return url;
  }
  return undefined;
}
