import type { DeploymentKind } from '../../../../shared/model/deployment.ts';
import type { PlanRefusal } from '../../../../shared/model/plan.ts';
import type { Release } from '../../../../shared/model/release.ts';

/** What of a release itself forbids that it is deployed anywhere; no reason overrides it. */
export function checkRelease(release: Release, kind: DeploymentKind): readonly PlanRefusal[] {
  const found: PlanRefusal[] = [];
  if (release.test.state === 'failed') {
    found.push({
      kind: 'impossible',
      code: 'test-failed',
      message: `${release.tag} failed its test (${release.test.reason}) and may not be deployed. \`twinberth releases ${release.app} v${release.version} --log\` shows the output.`,
    });
  }
  // What serves was deployed before it was withdrawn; healing puts nothing new in its place.
  if (release.withdrawnAt !== undefined && kind !== 'heal') {
    found.push({
      kind: 'impossible',
      code: 'withdrawn',
      message: `${release.tag} was withdrawn and may not be deployed.`,
    });
  }
  return found;
}
