import type { Host } from '../../../shared/model/host.ts';
import type { PlacementStatus } from '../core.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { requireApp } from '../apps/require-app.ts';
import { toFailure } from '../runtime/failure.ts';
import { describeBerth } from './describe-berth.ts';
import type { HostView, Place, StatusDeps } from './status-deps.ts';

/**
 * The state of every placement (of one app, or of all), by environment, app and host: what is recorded beside what the
 * engines and edges say now. An engine or a file that cannot be read makes its own placements unknown and no others;
 * rejects only for an app that is not known.
 */
export function createStatusQuery(deps: StatusDeps): (app?: string) => Promise<readonly PlacementStatus[]> {
  return async (app) => {
    const apps = app === undefined ? deps.stores.apps.list() : [requireApp(deps.stores, app)];
    const views = viewHosts(deps, app);
    const places = await Promise.all(apps.map(({ name }) => placesOf(deps, name)));
    const statuses = places.flat().map(async ({ place, problem }) => {
      const view = await views(place.host);
      return describeBerth(deps, place, view, problem);
    });
    return sortByLane(deps, await Promise.all(statuses));
  };
}

/** Asks each host at most once, all at the same time. */
function viewHosts(deps: StatusDeps, app: string | undefined): (host: Host) => Promise<HostView> {
  const asked = new Map<string, Promise<HostView>>();
  return (host) => {
    const view = asked.get(host.id) ?? viewHost(deps, host, app);
    asked.set(host.id, view);
    return view;
  };
}

async function viewHost(deps: StatusDeps, host: Host, app: string | undefined): Promise<HostView> {
  try {
    const engine = await deps.engineOf(host.id);
    const containers = await engine.containers.list({
      [LABEL.version]: LABEL_VERSION,
      ...(app === undefined ? {} : { [LABEL.app]: app }),
    });
    return { reachable: true, host, containers };
  } catch (error) {
    return { reachable: false, host, failure: toFailure(error) };
  }
}

/** What the file names, and what is recorded besides (the file may have changed since). */
async function placesOf(
  deps: StatusDeps,
  app: string,
): Promise<readonly { readonly place: Place; readonly problem?: string }[]> {
  const { environments, problem } = await namedEnvironments(deps, app);
  const keys = new Map<string, Place>();
  const add = (environment: string, id: string): void => {
    const host = deps.stores.hosts.get(id);
    if (host !== undefined) keys.set(`${environment} ${id}`, { app, environment, host });
  };
  for (const name of environments) {
    for (const id of deps.stores.environments.byName(name)?.hosts ?? []) add(name, id);
  }
  for (const berth of deps.stores.berths.list({ app })) add(berth.environment, berth.host);
  return [...keys.values()].map((place) => (problem === undefined ? { place } : { place, problem }));
}

async function namedEnvironments(
  deps: StatusDeps,
  app: string,
): Promise<{ readonly environments: Iterable<string>; readonly problem?: string }> {
  try {
    return { environments: (await deps.appConfig(app)).environments.keys() };
  } catch (error) {
    return { environments: [], problem: toFailure(error).message };
  }
}

function sortByLane(deps: StatusDeps, statuses: readonly PlacementStatus[]): readonly PlacementStatus[] {
  const lanes = deps.stores.environments.list();
  const laneOf = (status: PlacementStatus): number => {
    const index = lanes.findIndex((lane) => lane.name === status.environment);
    return index < 0 ? lanes.length : index;
  };
  const hostOf = (status: PlacementStatus): number => {
    const lane = lanes.find((each) => each.name === status.environment);
    return (lane?.hosts ?? []).findIndex((id) => deps.stores.hosts.get(id)?.name === status.host);
  };
  return statuses.toSorted(
    (a, b) => laneOf(a) - laneOf(b) || (a.app < b.app ? -1 : a.app > b.app ? 1 : 0) || hostOf(a) - hostOf(b),
  );
}
