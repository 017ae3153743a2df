import type { DeploymentKind } from '../../shared/model/deployment.ts';
import { formatDuration } from '../format/format-duration.ts';
import type { PlanIntent } from './plan-intent.ts';

const VERBS: Readonly<Record<DeploymentKind, string>> = {
  deploy: 'Deploy',
  promote: 'Promote',
  rollback: 'Roll back',
  heal: 'Heal',
};

/** What the button does: `Promote`. */
export function verbOf(kind: DeploymentKind): string {
  return VERBS[kind];
}

/**
 * `Promote web v15 to prod`.
 * @param version of the plan, once it is known
 */
export function titleOf({ kind, app, environment }: PlanIntent, version: number | undefined): string {
  const release = version === undefined ? app : `${app} v${version}`;
  switch (kind) {
    case 'deploy':
    case 'promote':
      return `${VERBS[kind]} ${release} to ${environment}`;
    case 'rollback':
      return `Roll back ${app} in ${environment}${version === undefined ? '' : ` to v${version}`}`;
    case 'heal':
      return `Heal ${release} in ${environment}`;
  }
}

/** What is the same and what is not, in a sentence. */
export function explainIntent(
  { kind, environment, from = 'the lane before' }: PlanIntent,
  soakedMs: number | undefined,
): string {
  switch (kind) {
    case 'promote':
      return soakedMs === undefined
        ? `The very image that serves in ${from}. Nothing is built again.`
        : `The image that has run in ${from} for ${formatDuration(soakedMs)}. Nothing is built again.`;
    case 'deploy':
      return `With the configuration that the app’s file has for ${environment} now.`;
    case 'rollback':
      return 'The release and the configuration that served before. Nothing is built again.';
    case 'heal':
      return 'The same release and configuration, in new containers.';
  }
}
