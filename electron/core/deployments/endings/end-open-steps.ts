import type { StepState } from '../../../../shared/model/deployment.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';

/**
 * Steps in the middle of which the process of a deployment ended get an end: `reverted` with a deployment that is undone,
 * `failed` with one that goes on serving. The caller holds the placement's lock, so nobody is still working on them.
 */
export function endOpenSteps(
  { stores }: Pick<DeploymentDeps, 'stores'>,
  deployment: string,
  state: StepState & ('reverted' | 'failed'),
): void {
  for (const step of stores.deployments.steps(deployment)) {
    if (step.state !== 'running') continue;
    stores.deployments.endStep(deployment, step.index, {
      state,
      durationMs: 0,
      note: 'the process ended here',
    });
  }
}
