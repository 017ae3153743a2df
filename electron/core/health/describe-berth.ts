import type { Berth } from '../../../shared/model/berth.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import { otherColour } from '../../../shared/model/colour.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { PlacementStatus } from '../core.ts';
import type { DeploymentSummary } from '../db/stores.ts';
import type { EdgeState } from '../edge/edge.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import { judgeHealth, type Judgement } from './judge-health.ts';
import type { HostView, Place, StatusDeps } from './status-deps.ts';
import { placementUrl } from './placement-url.ts';

/** One placement's status; `problem` is what is wrong with its app's file, if anything. */
export async function describeBerth(
  deps: StatusDeps,
  place: Place,
  view: HostView,
  problem: string | undefined,
): Promise<PlacementStatus> {
  const { app, environment, host } = place;
  const { stores } = deps;
  const berth = stores.berths.get(app, environment, host.id);
  const serving =
    berth?.activeDeployment === undefined ? undefined : stores.deployments.get(berth.activeDeployment);
  const judged = await judge(deps, place, view, berth, serving);
  const url = serving && placementUrl(serving.config, host);
  const standby = berth && standbyOf(deps, berth, view);
  const lock = stores.locks.find(app, environment, host.id);
  const text = judged.problem ?? problem;
  return {
    app,
    environment,
    host: host.name,
    ...(berth === undefined ? {} : { berth }),
    ...(serving === undefined
      ? {}
      : { version: serving.version, deployment: summaryOf(serving), config: serving.config }),
    health: judged.health,
    replicas: { up: judged.up, wanted: judged.wanted },
    ...(url === undefined ? {} : { url }),
    ...(standby === undefined ? {} : { standby }),
    ...(lock === undefined ? {} : { lock: { by: lock.by, since: lock.since, purpose: lock.purpose } }),
    ...(text === undefined ? {} : { problem: text }),
  };
}

async function judge(
  deps: StatusDeps,
  place: Place,
  view: HostView,
  berth: Berth | undefined,
  serving: Deployment | undefined,
): Promise<Judgement> {
  const wanted = serving?.config.replicas ?? 0;
  if (!view.reachable) return { health: 'unknown', up: 0, wanted, problem: view.failure.message };
  if (berth?.active === undefined) return { health: 'empty', up: 0, wanted: 0 };
  const containers = containersOf(view.containers, place);
  const edge = containers.find(({ labels }) => labels[LABEL.role] === 'edge');
  const replicas = replicasOf(containers, berth.active);
  const state = edge?.state === 'running' ? await askEdge(deps, berth) : undefined;
  return judgeHealth({ berth, active: berth.active, wanted, edge, replicas, state });
}

/** Its answer, or why there is none. */
async function askEdge(deps: StatusDeps, berth: Berth): Promise<EdgeState | string> {
  try {
    return await deps.edgeState(berth);
  } catch (error) {
    return toFailure(error).message;
  }
}

function containersOf(
  containers: readonly ContainerSummary[],
  { app, environment }: Pick<Place, 'app' | 'environment'>,
): readonly ContainerSummary[] {
  return containers.filter(({ labels }) => labels[LABEL.app] === app && labels[LABEL.env] === environment);
}

function replicasOf(containers: readonly ContainerSummary[], colour: Colour): readonly ContainerSummary[] {
  return containers.filter(
    ({ labels }) => labels[LABEL.role] === 'replica' && labels[LABEL.colour] === colour,
  );
}

/** What is recorded, unless the engine says that it is no longer there or no longer runs. */
function standbyOf(deps: StatusDeps, berth: Berth, view: HostView): PlacementStatus['standby'] {
  if (berth.active === undefined) return undefined;
  const colour = otherColour(berth.active);
  const moored = berth[colour];
  const version = moored && deps.stores.deployments.get(moored.deployment)?.version;
  if (moored === undefined || version === undefined || moored.state === 'serving') return undefined;
  const replicas = view.reachable
    ? replicasOf(containersOf(view.containers, berth), colour).map(({ state }) => state)
    : undefined;
  if (replicas?.length === 0) return undefined;
  if (replicas?.some((state) => state !== 'running') === true) return { version, state: 'stopped' };
  return {
    version,
    state: moored.state,
    ...(moored.warmUntil === undefined ? {} : { until: moored.warmUntil }),
  };
}

function summaryOf(deployment: Deployment): DeploymentSummary {
  const { config: _config, plan: _plan, ...summary } = deployment;
  return summary;
}
