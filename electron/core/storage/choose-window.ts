import type { DeploymentState } from '../../../shared/model/deployment.ts';
import type { RetentionPolicy } from './storage-facts.ts';

/** One deployment of a placement that was good; newest first in a list. */
export interface GoodDeployment {
  readonly sequence: number;
  readonly release: string;
  readonly state: DeploymentState;
  readonly startedAt: number;
}

const DAY_MS = 86_400_000;

/**
 * The releases that a placement can be rolled back to, as ids:
 *
 * - the last `keep` different ones that were good there, the one that serves included; what was rolled back counts for
 *   nothing here, since a rollback passes over it;
 * - as many reckoned from `anchor`, the deployment that rollbacks in a row go back from: after some rollbacks that lies
 *   further back than the newest;
 * - whatever served within the last `days`, also what was rolled back: that is how a rollback is undone.
 */
export function chooseWindow(
  good: readonly GoodDeployment[],
  anchor: number | undefined,
  policy: RetentionPolicy,
  now: number,
): ReadonlySet<string> {
  const standing = good.filter((deployment) => deployment.state !== 'rolled-back');
  return new Set([
    ...firstReleases(standing, policy.keep),
    ...firstReleases(
      standing.filter(({ sequence }) => anchor !== undefined && sequence <= anchor),
      policy.keep,
    ),
    ...servedSince(good, now - policy.days * DAY_MS),
  ]);
}

function firstReleases(deployments: readonly GoodDeployment[], count: number): readonly string[] {
  return [...new Set(deployments.map(({ release }) => release))].slice(0, count);
}

/** A deployment served until the next good one began; the newest still does. */
function servedSince(good: readonly GoodDeployment[], since: number): readonly string[] {
  return good
    .filter((_, index) => {
      const next = good[index - 1];
      return next === undefined || next.startedAt >= since;
    })
    .map(({ release }) => release);
}
