import type { Deployment, DeploymentState } from '../../../../shared/model/deployment.ts';
import type { Source } from '../../../../shared/model/plan.ts';
import type { Stores } from '../../db/stores.ts';

/** So many deployments of a placement are looked through; what took place before them says little about today. */
const LOOKED_AT = 200;

const GOOD: ReadonlySet<DeploymentState> = new Set(['live', 'superseded', 'rolled-back']);

/** How long the last good rollback with such a source took there until it served, milliseconds. */
export function lastRollbackMs(
  { deployments }: Pick<Stores, 'deployments'>,
  { app, environment, host }: Pick<Deployment, 'app' | 'environment' | 'host'>,
  source: Source,
): number | undefined {
  const last = deployments
    .page({ app, environment, host }, { limit: LOOKED_AT })
    .filter(({ kind, state }) => kind === 'rollback' && GOOD.has(state))
    .find(({ id }) => deployments.get(id)?.plan.source === source);
  return last?.receipt?.untilServingMs ?? last?.durationMs;
}
