import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { DeploymentSummary } from '../../db/stores.ts';
import type { Engine } from '../../engine/engine.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import type { PlacementLock } from '../lock-placement.ts';
import type { ObservedBerth } from '../planning/observe-berth.ts';
import { berthAfterSwitch } from '../steps/berth-after-switch.ts';
import { openRecordedEdge } from './open-recorded-edge.ts';

/**
 * A deployment of ours that was cut off and that somebody has settled from elsewhere by letting it serve: it serves here, too,
 * and its bake is due. Returns whether it was so. That it was settled is seen by the lock, which we left on the engine and
 * which is gone; which way, by the gate.
 */
export async function adoptSwitch(
  deps: DeploymentDeps,
  engine: Engine,
  row: DeploymentSummary,
  lock: PlacementLock,
  observed: ObservedBerth,
): Promise<boolean> {
  const left = lock.leftHere();
  if (left?.deployment !== row.id || lock.passedOver()?.token === left.token) return false;
  const { stores } = deps;
  const deployment = stores.deployments.get(row.id);
  const berth = stores.berths.get(row.app, row.environment, row.host);
  if (deployment === undefined || berth === undefined || observed.edge === undefined) return false;
  // A colour that was only started again has the containers of an earlier deployment.
  const its = observed.colours[row.colour].filter(
    (replica) => deployment.plan.source !== 'create' || replica.deployment === row.id,
  );
  if (its.length === 0) return false;
  const session = await openRecordedEdge(deps, engine, observed, { berth, config: deployment.config });
  try {
    if ((await session.state()).gate !== row.colour) return false;
  } finally {
    session.close();
  }
  writeSwitch(deps, deployment);
  return true;
}

function writeSwitch({ stores, clock, ids }: DeploymentDeps, deployment: Deployment): void {
  const { id, app, environment, host } = deployment;
  const now = clock.now();
  stores.transaction(() => {
    const berth = stores.berths.get(app, environment, host);
    stores.berths.put(berthAfterSwitch(deployment, berth, 0, now));
    const standby = stores.dues.find(app, environment, host, 'standby');
    if (standby !== undefined) stores.dues.remove(standby.id);
    stores.deployments.update(id, { state: 'baking' });
    const data = { spanMs: 0 };
    stores.dues.put({ id: ids.next(), app, environment, host, kind: 'bake', deployment: id, at: now, data });
  });
}
