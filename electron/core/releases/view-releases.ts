import { COLOURS } from '../../../shared/model/colour.ts';
import type { ReleaseBerth, ReleaseView } from '../../../shared/model/release-views.ts';
import type { Release } from '../../../shared/model/release.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Stores } from '../db/stores.ts';
import { requireRelease } from './require-release.ts';

type ViewStores = Pick<
  Stores,
  'apps' | 'releases' | 'berths' | 'deployments' | 'hosts' | 'pins' | 'approvals' | 'builds'
>;

/** Newest first, with where each one runs and who wants it kept or approved of it. Asks no engine. `app.unknown`. */
export function viewReleases(
  stores: ViewStores,
  app: string,
  page: { readonly before?: number; readonly limit?: number },
): readonly ReleaseView[] {
  requireApp(stores, app);
  const view = viewer(stores, app);
  return stores.releases.list(app, page).map(view);
}

/** `app.unknown`, `release.unknown`. */
export function viewRelease(stores: ViewStores, app: string, version: number): ReleaseView {
  return viewer(stores, app)(requireRelease(stores, app, version));
}

/** What lies in the berths is read once for all releases of a list. */
function viewer(stores: ViewStores, app: string): (release: Release) => ReleaseView {
  const moored = mooredReleases(stores, app);
  const pins = new Map(stores.pins.list().map((pin) => [`${pin.app} ${pin.version}`, pin]));
  return (release) => {
    const pin = pins.get(`${app} ${release.version}`);
    const build = stores.builds.byRelease(release.id);
    return {
      release,
      runs: moored.get(release.id) ?? [],
      approvals: stores.approvals.list(app, release.version).map(({ environment, by, at, message }) => ({
        environment,
        by,
        at,
        ...(message === undefined ? {} : { message }),
      })),
      ...(pin === undefined ? {} : { pinned: { by: pin.by, at: pin.at } }),
      ...(build?.buildLog === undefined ? {} : { buildLog: build.buildLog }),
      ...(build?.testLog === undefined ? {} : { testLog: build.testLog }),
    };
  };
}

/** By release id, in the order of lanes as far as berths are. */
function mooredReleases(stores: ViewStores, app: string): ReadonlyMap<string, readonly ReleaseBerth[]> {
  const found = new Map<string, ReleaseBerth[]>();
  for (const berth of stores.berths.list({ app })) {
    for (const colour of COLOURS) {
      const moored = berth[colour];
      const deployment = moored === undefined ? undefined : stores.deployments.get(moored.deployment);
      if (moored === undefined || deployment === undefined) continue;
      const runs = found.get(deployment.release) ?? [];
      runs.push({
        environment: berth.environment,
        host: stores.hosts.get(berth.host)?.name ?? berth.host,
        colour,
        state: moored.state,
      });
      found.set(deployment.release, runs);
    }
  }
  return found;
}
