import { requireApp } from '../apps/require-app.ts';
import type { Settings } from '../apps/settings.ts';
import { viewApp } from '../apps/view-app.ts';
import type { DeploymentDeps } from '../deployments/deployment-deps.ts';
import { followBatches } from '../deployments/logs/follow-batches.ts';
import { findWayBack } from '../deployments/views/find-way-back.ts';
import { judgeLanes } from '../deployments/views/judge-lanes.ts';
import { placementAddress } from '../deployments/views/placement-address.ts';
import { titleRequest } from '../deployments/views/title-request.ts';
import { compareDeployments, viewDeployment } from '../deployments/views/view-deployment.ts';
import { viewPlan } from '../deployments/views/view-plan.ts';
import { exportTimeline } from '../history/export-timeline.ts';
import { pageHistory } from '../history/page-history.ts';
import { viewRelease, viewReleases } from '../releases/view-releases.ts';
import type { Views } from './views.ts';

export function createViews(deps: DeploymentDeps, settings: Settings): Views {
  const { stores } = deps;
  return {
    app: (name) => viewApp({ stores, settings }, name),
    releases: (app, page) => viewReleases(stores, app, page),
    release: (app, version) => viewRelease(stores, app, version),
    builds: (app) => stores.builds.list(requireApp(stores, app).name),
    plan: (request) => viewPlan(deps, request),
    title: (request) => titleRequest(deps, request),
    lanes: (app, from) => judgeLanes(deps, app, from),
    wayBack: (place) => findWayBack(deps, place),
    deployment: (id) => viewDeployment(deps, id),
    compareDeployments: (a, b) => compareDeployments(deps, a, b),
    history: (filter, page) => pageHistory(stores, filter, page),
    exportHistory: (filter, format) => exportTimeline(stores, filter, format),
    logs: (request, signal) => followBatches(deps, request, signal),
    address: (place) => placementAddress(deps, place),
  };
}
