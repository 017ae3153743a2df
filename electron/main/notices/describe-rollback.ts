import { formatDuration } from '../../core/runtime/format-duration.ts';
import type { WayBack } from '../../../shared/model/deployment-views.ts';

export interface RollbackQuestion {
  readonly message: string;
  readonly detail: string;
  /** The first is the one that changes nothing; without a second there is nothing to go back to. */
  readonly buttons: string[];
}

/** What is asked before a rollback that was chosen outside of the window. */
export function describeRollback(
  { app, environment }: { readonly app: string; readonly environment: string },
  { to, refusal, lastMs }: WayBack,
): RollbackQuestion {
  if (to === undefined)
    return {
      message: `${app} in ${environment} cannot be rolled back.`,
      detail: refusal ?? 'There is nothing to go back to.',
      buttons: ['Close'],
    };
  const how = {
    warm: 'It is still running, so only the gate swings.',
    start: 'It is stopped and will be started first.',
    create: 'Only its image is there; its containers are made anew.',
  }[to.source];
  const took = lastMs === undefined ? '' : ` The last time this took ${formatDuration(lastMs)}.`;
  return {
    message: `Roll ${app} in ${environment} back to v${to.version}?`,
    detail: `${how}${took} A rollback is a deployment: it can be undone in the same way.`,
    buttons: ['Cancel', `Roll back to v${to.version}`],
  };
}
