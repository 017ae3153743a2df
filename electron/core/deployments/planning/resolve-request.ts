import type { Environment } from '../../../../shared/model/environment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import type { PlanRequest } from './plan-request.ts';
import type { Intent } from './prepare-deployment.ts';
import { resolveDeploy, resolveHeal, resolvePromote, resolveRollback } from './resolve-intent.ts';

export async function resolveRequest(
  deps: DeploymentDeps,
  into: Environment,
  host: Host,
  request: PlanRequest,
): Promise<Intent> {
  const { override } = request;
  const intent = await resolveKind(deps, into, host, request);
  return override === undefined ? intent : { ...intent, override };
}

async function resolveKind(
  deps: DeploymentDeps,
  into: Environment,
  host: Host,
  { app, version, from, rollback, heal, override }: PlanRequest,
): Promise<Intent> {
  const wish = { app, ...(version === undefined ? {} : { version }) };
  if (from !== undefined) {
    const over = override === undefined ? {} : { override };
    return resolvePromote(deps, into, host, { ...wish, from, to: into.name, ...over });
  }
  if (rollback === true) return resolveRollback(deps, into, host, wish);
  return heal === true ? resolveHeal(deps, into, host, wish) : resolveDeploy(deps, into, host, wish);
}
