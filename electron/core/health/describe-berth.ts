import type { Berth } from '../../../shared/model/berth.ts';
import { otherColour } from '../../../shared/model/colour.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { PlacementStatus } from '../core.ts';
import type { DeploymentSummary } from '../db/stores.ts';
import type { EdgeState } from '../edge/edge.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import { edgeAmong, judgeBerth, judgeStandby, replicasAmong } from './judge-berth.ts';
import type { Judgement } from './judge-health.ts';
import type { HostView, Place, StatusDeps } from './status-deps.ts';
import { placementUrl } from './placement-url.ts';
import { servingDeployment } from '../db/serving-deployment.ts';

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
  const serving = servingDeployment(stores, berth);
  const judged = await judge(deps, place, view, berth, serving);
  const url = serving && placementUrl(serving.config, host);
  const standby = berth && standbyOf(deps, berth, view);
  const lock = stores.locks.find(app, environment, host.id);
  const text = judged.problem ?? problem;
  const drift = serving && markOf(stores, place, serving.id);
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
    ...(drift === undefined ? {} : { drift }),
    ...(text === undefined ? {} : { problem: text }),
  };
}

/** What was found of another deployment says nothing about this one. */
function markOf(
  { driftScans }: StatusDeps['stores'],
  { app, environment, host }: Place,
  serving: string,
): PlacementStatus['drift'] {
  const last = driftScans.get({ app, environment, host: host.id });
  if (last?.worst === undefined || last.deployment !== serving) return undefined;
  return { count: last.findings, worst: last.worst, checkedAt: last.checkedAt };
}

async function judge(
  deps: StatusDeps,
  place: Place,
  view: HostView,
  berth: Berth | undefined,
  serving: Deployment | undefined,
): Promise<Judgement> {
  const containers = view.reachable ? containersOf(view.containers, place) : [];
  const asked = berth?.active !== undefined && edgeAmong(containers)?.state === 'running';
  return judgeBerth({
    app: place.app,
    environment: place.environment,
    active: berth?.active,
    wanted: serving?.config.replicas ?? 0,
    containers: view.reachable ? containers : view.failure,
    edge: asked ? await askEdge(deps, berth) : undefined,
  });
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

function standbyOf(deps: StatusDeps, berth: Berth, view: HostView): PlacementStatus['standby'] {
  if (berth.active === undefined) return undefined;
  const colour = otherColour(berth.active);
  const moored = berth[colour];
  const version = moored && deps.stores.deployments.get(moored.deployment)?.version;
  if (moored === undefined || version === undefined || moored.state === 'serving') return undefined;
  const replicas = view.reachable ? replicasAmong(containersOf(view.containers, berth), colour) : undefined;
  const state = judgeStandby(moored.state, replicas);
  if (state === undefined) return undefined;
  if (state === 'stopped') return { version, state };
  return { version, state, ...(moored.warmUntil === undefined ? {} : { until: moored.warmUntil }) };
}

function summaryOf(deployment: Deployment): DeploymentSummary {
  const { config: _config, plan: _plan, ...summary } = deployment;
  return summary;
}
