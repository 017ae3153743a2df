import { requireApp } from '../apps/require-app.ts';
import type { ReleaseCommands } from '../core.ts';
import { Failure } from '../runtime/failure.ts';
import { buildRelease } from './build-release.ts';
import { compareReleases } from './compare-releases.ts';
import type { ReleaseDeps } from './release-deps.ts';
import { requireRelease } from './require-release.ts';
import { withdrawRelease } from './withdraw-release.ts';

/** The commands of releases, as the command line and the window call them. */
export function createReleaseCommands(deps: ReleaseDeps): ReleaseCommands {
  const { stores, clock } = deps;
  return {
    build: (command) => buildRelease(deps, command),
    list: (app, page) => stores.releases.list(requireApp(stores, app).name, page),
    get: (app, version) => requireRelease(stores, app, version),
    approve: ({ app, environment, version, message }) => {
      requireRelease(stores, app, version);
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
    withdraw: (app, version) => withdrawRelease(deps, app, version),
    compare: (app, from, to) => compareReleases(deps, app, { from, to }),
    builds: (app) => stores.builds.list(requireApp(stores, app).name),
    log: (id) => stores.logs.read(id),
  };
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
