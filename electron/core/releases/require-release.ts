import { versionName, type Release } from '../../../shared/model/release.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Stores } from '../db/stores.ts';
import { Failure } from '../runtime/failure.ts';

/** The release of a registered app, or `app.unknown`, `release.unknown`. */
export function requireRelease(
  stores: Pick<Stores, 'apps' | 'releases'>,
  app: string,
  version: number,
): Release {
  requireApp(stores, app);
  const release = stores.releases.byVersion(app, version);
  if (release !== undefined) return release;
  const newest = stores.releases.list(app, { limit: 5 }).map((each) => versionName(each.version));
  const which =
    newest.length === 0
      ? `It has none yet: twinberth build ${app}.`
      : `The newest are ${newest.join(', ')}; see twinberth releases ${app}.`;
  throw new Failure('release.unknown', `${app} has no release ${versionName(version)}. ${which}`, {
    app,
    version,
    newest,
  });
}
