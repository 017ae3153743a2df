import type { PlanView, WayBack } from '../../../../shared/model/deployment-views.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import type { PlanRequest } from '../planning/plan-request.ts';
import { prepareDeployment, type Intent, type Prepared } from '../planning/prepare-deployment.ts';
import { findEnvironment, hostsOf } from '../planning/resolve-names.ts';
import { resolveRequest } from '../planning/resolve-request.ts';
import { upstreamOf } from '../planning/upstream-of.ts';
import { lastRollbackMs } from './last-rollback.ts';

/** A plan, and what a person wants to know beside it. Changes nothing; rejects as `DeploymentCommands.plan` does. */
export async function viewPlan(deps: DeploymentDeps, request: PlanRequest): Promise<PlanView> {
  const into = findEnvironment(deps, request.environment);
  const hosts = hostsOf(deps, into);
  const intent = await resolveRequest(deps, into, hosts[0], request);
  const prepared = await prepareDeployment(deps, await deps.engineOf(hosts[0].id), intent);
  return {
    plan: prepared.plan,
    release: intent.release,
    serving: prepared.serving?.id ?? null,
    hosts: hosts.map(({ name }) => name),
    ...soakOf(deps, intent),
    wayBack: wayBackAfter(deps, intent, prepared),
  };
}

function soakOf({ stores, clock }: DeploymentDeps, intent: Intent): Pick<PlanView, 'soak'> {
  const { kind, environment, release } = intent;
  const wantedMs = environment.policy.soakMs;
  if (wantedMs === 0 || kind === 'rollback' || kind === 'heal') return {};
  const upstream = upstreamOf(stores, environment, release.id);
  if (upstream === undefined) return {};
  const doneMs = upstream.liveSince === undefined ? 0 : Math.max(0, clock.now() - upstream.liveSince);
  return { soak: { doneMs, wantedMs } };
}

/** Once the plan is carried out: what serves now is the standby then, and warm unless the plan stops it. */
function wayBackAfter(deps: DeploymentDeps, intent: Intent, { plan, serving }: Prepared): WayBack {
  if (serving === undefined || plan.fromColour === undefined) {
    return {
      refusal: `There is nothing to go back to: this is the first deployment of ${plan.app} in ${plan.environment}.`,
    };
  }
  const warm = plan.strategy === 'blue-green' && intent.config.warmForMs > 0;
  const source = warm ? 'warm' : 'start';
  const lastMs = lastRollbackMs(deps.stores, serving, source);
  return {
    to: { version: serving.version, deployment: serving.id, source, colour: plan.fromColour },
    ...(lastMs === undefined ? {} : { lastMs }),
  };
}
