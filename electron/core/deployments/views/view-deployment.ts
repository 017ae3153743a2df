import type { DeploymentComparison, DeploymentDetail } from '../../../../shared/model/deployment-views.ts';
import { diffPlacementConfig } from '../../apps/config-changes.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { readOutcome } from './read-outcome.ts';

/** Everything that is known of a deployment. `deployment.unknown`. */
export function viewDeployment(deps: Pick<DeploymentDeps, 'stores'>, id: string): DeploymentDetail {
  const { deployment, steps, evidence, serving } = readOutcome(deps, id);
  const release = deps.stores.releases.get(deployment.release);
  const timeline = deployment.receipt?.timeline;
  return {
    deployment,
    host: deps.stores.hosts.get(deployment.host)?.name ?? deployment.host,
    steps,
    evidence,
    ...(release === undefined ? {} : { release }),
    ...(serving === undefined ? {} : { serving }),
    ...(timeline === undefined
      ? {}
      : {
          probes: timeline.map(([atMs, sent, failed, latencyMaxMs]) => ({
            atMs,
            sent,
            failed,
            latencyMaxMs,
          })),
        }),
  };
}

/** Two deployments and what their configurations have otherwise, from `a` to `b`. `deployment.unknown`. */
export function compareDeployments(
  deps: Pick<DeploymentDeps, 'stores'>,
  a: string,
  b: string,
): DeploymentComparison {
  const [first, second] = [viewDeployment(deps, a), viewDeployment(deps, b)];
  return {
    a: first,
    b: second,
    changes: diffPlacementConfig(first.deployment.config, second.deployment.config),
  };
}
