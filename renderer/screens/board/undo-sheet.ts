import type { LiveDeployment } from '../../../shared/model/house.ts';
import type { BoardSheet } from './board-state.ts';

/**
 * What undoes a deployment: a rollback to what served before. Of a rollback, a rollback to the version that it took away,
 * which is forward.
 */
export function undoSheet({ deployment, host, fromVersion }: LiveDeployment): BoardSheet | undefined {
  const { app, environment, kind } = deployment;
  if (fromVersion === undefined || kind === 'heal') return undefined;
  if (kind === 'rollback')
    return { kind: 'plan', intent: { kind: 'rollback', app, environment, version: fromVersion } };
  return { kind: 'rollback', app, environment, host };
}
