import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Berth } from '../../../../shared/model/berth.ts';
import type { EdgeSession, EdgeState } from '../../edge/edge.ts';
import type { Engine } from '../../engine/engine.ts';
import { Failure } from '../../runtime/failure.ts';
import { buildEdgeSpec } from '../planning/build-edge-spec.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { networkName } from '../planning/engine-names.ts';
import { subnetOf } from '../steps/ensure-network.ts';
import { observeBerth, type ObservedBerth } from '../planning/observe-berth.ts';
import { edgeAddress } from '../planning/plan-addresses.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';

/** A session with the edge of a berth outside of any deployment, from what is recorded of it. `edge.failed` when it is gone. */
export async function openRecordedEdge(
  deps: DeploymentDeps,
  engine: Engine,
  observed: ObservedBerth,
  recorded: { readonly berth: Berth; readonly config: PlacementConfig },
): Promise<EdgeSession> {
  const { app, environment, slot } = recorded.berth;
  const network = await engine.networks.inspect(networkName(environment));
  if (observed.edge === undefined || network === undefined) {
    throw new Failure(
      'edge.failed',
      `The edge of ${app} in ${environment} is gone. The next deployment makes it again.`,
    );
  }
  if (observed.edge.state !== 'running') await engine.containers.start(observed.edge.id);
  const spec = buildEdgeSpec({
    app,
    environment,
    config: recorded.config,
    image: observed.edge.image,
    address: edgeAddress(subnetOf(network), slot),
  });
  return deps.edges.session(engine, observed.edge.id, spec);
}

/** What the edge of a berth says of its replicas and its gate now. */
export async function readEdgeState(deps: DeploymentDeps, berth: Berth): Promise<EdgeState> {
  const engine = await deps.engineOf(berth.host);
  const observed = await observeBerth(engine, berth.app, berth.environment);
  const serving = servingDeployment(deps.stores, berth);
  if (serving === undefined) {
    throw new Failure('placement.empty', `Nothing of ${berth.app} serves in ${berth.environment}.`);
  }
  return (await openRecordedEdge(deps, engine, observed, { berth, config: serving.config })).state();
}
