import type { DeploymentDeps } from '../deployment-deps.ts';
import type { PlanRequest } from '../planning/plan-request.ts';
import { requireApp } from '../../apps/require-app.ts';
import { servingIn } from '../planning/resolve-intent.ts';
import { findEnvironment, findRelease } from '../planning/resolve-names.ts';

/**
 * What a deployment is called while it runs: `Promote web v15 to prod`. Throws, before anything begins, for names that there
 * are not: `app.unknown`, `environment.unknown`, `release.unknown`, `release.none`, `placement.empty`.
 */
export function titleRequest(deps: Pick<DeploymentDeps, 'stores'>, request: PlanRequest): string {
  const { app, environment, version, from, rollback, heal } = request;
  requireApp(deps.stores, app);
  const into = findEnvironment(deps, environment);
  if (heal === true || rollback === true) servingIn(deps, app, into);
  if (heal === true) return `Heal ${app} in ${environment}`;
  if (rollback === true)
    return `Roll back ${app} in ${environment}${version === undefined ? '' : ` to v${version}`}`;
  if (from !== undefined) {
    const { version: serving } = servingIn(deps, app, findEnvironment(deps, from));
    return `Promote ${app} v${serving} to ${environment}`;
  }
  return `Deploy ${app} v${findRelease(deps, app, version).version} to ${environment}`;
}
