import { beginBuild } from './begin-build.ts';
import type { CallDeps, CoreCallHandlers } from './calls.ts';
import { given } from './given.ts';

type ReleaseHandlers = Pick<
  CoreCallHandlers,
  | 'releases.list'
  | 'releases.get'
  | 'releases.compare'
  | 'releases.build'
  | 'releases.withdraw'
  | 'releases.approve'
  | 'releases.pin'
  | 'releases.unpin'
  | 'builds.list'
  | 'builds.log'
>;

export function releaseHandlers(deps: CallDeps): ReleaseHandlers {
  const { core } = deps;
  return {
    'releases.list': ({ app, before, limit }) => core.views.releases(app, { limit, ...given({ before }) }),
    'releases.get': ({ app, version }) => core.views.release(app, version),
    'releases.compare': ({ app, from, to }) => core.releases.compare(app, from, to),
    'releases.build': (request) => beginBuild(deps, given(request)),
    'releases.withdraw': ({ app, version }) => {
      core.releases.withdraw(app, version);
      return core.views.release(app, version);
    },
    'releases.approve': (request) => {
      core.releases.approve(given(request));
      return core.views.release(request.app, request.version);
    },
    'releases.pin': ({ app, version }) => {
      core.storage.pin(app, version);
      return core.views.release(app, version);
    },
    'releases.unpin': ({ app, version }) => {
      core.storage.unpin(app, version);
      return core.views.release(app, version);
    },
    'builds.list': ({ app }) => core.views.builds(app),
    'builds.log': ({ id }) => core.releases.log(id) ?? null,
  };
}
