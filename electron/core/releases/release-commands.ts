import { versionName } from '../../../shared/model/release.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { ReleaseCommands } from '../core.ts';
import { Failure } from '../runtime/failure.ts';
import { buildRelease } from './build-release.ts';
import type { ReleaseDeps } from './release-deps.ts';

/** The commands of releases, as the command line and the window call them. */
export function createReleaseCommands(deps: ReleaseDeps): ReleaseCommands {
  const { stores, clock } = deps;
  return {
    build: (command) => buildRelease(deps, command),
    list: (app, page) => stores.releases.list(knownApp(deps, app), page),
    get: (app, version) => getRelease(deps, app, version),
    approve: ({ app, environment, version, message }) => {
      getRelease(deps, app, version);
      const approval = {
        app,
        environment: knownEnvironment(deps, environment),
        version,
        by: deps.owner,
        at: clock.now(),
        ...(message === undefined ? {} : { message }),
      };
      stores.approvals.add(approval);
      return approval;
    },
    builds: (app) => stores.builds.list(knownApp(deps, app)),
    log: (id) => stores.logs.read(id),
  };
}

/** `app.unknown` or `release.unknown`. */
function getRelease(deps: ReleaseDeps, app: string, version: number): Release {
  const release = deps.stores.releases.byVersion(knownApp(deps, app), version);
  if (release) return release;
  const newest = deps.stores.releases.list(app, { limit: 5 }).map((each) => versionName(each.version));
  const which =
    newest.length === 0
      ? `It has none yet: twinberth build ${app}.`
      : `The newest are ${newest.join(', ')}; see twinberth history ${app}.`;
  throw new Failure('release.unknown', `${app} has no release ${versionName(version)}. ${which}`, {
    app,
    version,
    newest,
  });
}

function knownApp(deps: ReleaseDeps, app: string): string {
  if (deps.stores.apps.get(app)) return app;
  const known = deps.stores.apps.list().map((each) => each.name);
  throw new Failure(
    'app.unknown',
    `There is no app ${app}. ${known.length === 0 ? 'Register one with twinberth app add DIR.' : `Known: ${known.join(', ')}.`}`,
    { app, known },
  );
}

function knownEnvironment(deps: ReleaseDeps, environment: string): string {
  if (deps.stores.environments.byName(environment)) return environment;
  const known = deps.stores.environments.list().map((each) => each.name);
  throw new Failure(
    'environment.unknown',
    `There is no environment ${environment}. ${known.length === 0 ? 'Add one with twinberth env add.' : `Known: ${known.join(', ')}.`}`,
    { environment, known },
  );
}
