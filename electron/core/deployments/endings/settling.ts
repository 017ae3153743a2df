import type { Berth } from '../../../../shared/model/berth.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Due } from '../../db/stores.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';
import type { EdgeSession } from '../../edge/edge.ts';
import type { Engine } from '../../engine/engine.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import type { ObservedBerth } from '../planning/observe-berth.ts';
import { openRecordedEdge } from './open-recorded-edge.ts';

/** What is due and is being done, by whoever holds the placement's lock. */
export interface Settling {
  readonly deps: DeploymentDeps;
  readonly engine: Engine;
  readonly host: Host;
  readonly due: Due;
  readonly observed: ObservedBerth;
  readonly signal?: AbortSignal;
}

export async function sessionOf(
  { deps, engine, observed }: Settling,
  berth: Berth,
  deployment: Deployment,
): Promise<EdgeSession> {
  const serving = servingDeployment(deps.stores, berth);
  return openRecordedEdge(deps, engine, observed, { berth, config: (serving ?? deployment).config });
}
