import type { Notice } from '../../../../shared/model/notice.ts';
import type { Preferences } from '../../../../shared/model/preferences.ts';
import { assertNever } from '../../../../shared/model/assert-never.ts';

/**
 * Whether a notice only goes into the list: its kind is off, all are paused, or somebody looks at the very thing. Pure.
 *
 * @param watched this process performed the deployment, and a window of it is looked at
 */
export function isSilent(
  kind: Notice['kind'],
  preferences: Preferences,
  circumstances: { readonly now: number; readonly watched: boolean },
): boolean {
  const paused = (preferences.pausedUntil ?? 0) > circumstances.now;
  return paused || circumstances.watched || !isWanted(kind, preferences.notify);
}

function isWanted(kind: Notice['kind'], notify: Preferences['notify']): boolean {
  switch (kind) {
    case 'health.failed':
    case 'host.away':
    case 'history.damaged':
      return notify.failed;
    case 'health.recovered':
    case 'host.back':
      return notify.recovered;
    case 'deployment.finished':
    case 'deployment.failed':
    case 'deployment.reverted':
      return notify.deployments;
    default:
      return assertNever(kind);
  }
}
