import type { DeploymentOutcome } from '../../core.ts';
import { Failure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';

/** How a deployment went, and what serves in its place now. `deployment.unknown`. */
export function readOutcome(deps: Pick<DeploymentDeps, 'stores'>, id: string): DeploymentOutcome {
  const { stores } = deps;
  const deployment = stores.deployments.get(id);
  if (deployment === undefined) {
    throw new Failure(
      'deployment.unknown',
      `There is no deployment ${id}. \`twinberth history\` lists them.`,
    );
  }
  const berth = stores.berths.get(deployment.app, deployment.environment, deployment.host);
  const serving = servingDeployment(stores, berth);
  return {
    deployment,
    steps: stores.deployments.steps(id),
    evidence: stores.deployments.evidence(id),
    ...(serving === undefined || berth?.active === undefined
      ? {}
      : { serving: { version: serving.version, colour: berth.active } }),
  };
}
