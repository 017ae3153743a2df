import { versionName } from '../../../shared/model/release.ts';
import type { DeploymentOutcome } from '../../core/core.ts';

/** What `deploy`, `promote` and `rollback` answer with `--json`, also when the deployment failed. */
export function deploymentDocument(outcome: DeploymentOutcome, hostName: (id: string) => string): object {
  const { deployment } = outcome;
  return {
    deployment: deployment.id,
    sequence: deployment.sequence,
    kind: deployment.kind,
    app: deployment.app,
    environment: deployment.environment,
    host: hostName(deployment.host),
    state: deployment.state,
    release: versionName(deployment.version),
    colour: deployment.colour,
    receipt: deployment.receipt ?? null,
    steps: outcome.steps,
    durationMs: deployment.durationMs ?? null,
    serving: outcome.serving
      ? { release: versionName(outcome.serving.version), colour: outcome.serving.colour }
      : null,
    ...(deployment.error ? { error: deployment.error } : {}),
    ...(outcome.evidence.length > 0 ? { evidence: outcome.evidence } : {}),
    ...(outcome.others ? { others: outcome.others.map((other) => deploymentDocument(other, hostName)) } : {}),
  };
}
