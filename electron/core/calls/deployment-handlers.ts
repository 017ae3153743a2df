import { setImmediate } from 'node:timers/promises';
import { beginDeployment } from './begin-deployment.ts';
import type { CallDeps, CoreCallHandlers, StreamHandlers } from './calls.ts';
import { given } from './given.ts';
import { judgeHosts } from './judge-hosts.ts';
import { planRequest } from './plan-request.ts';

type DeploymentHandlers = Pick<
  CoreCallHandlers,
  | 'deployments.plan'
  | 'promotions.check'
  | 'rollbacks.preview'
  | 'deployments.start'
  | 'deployments.get'
  | 'deployments.compare'
  | 'history.page'
>;

export function deploymentHandlers(deps: CallDeps): DeploymentHandlers {
  const { core, house } = deps;
  return {
    'deployments.plan': (intent) => core.views.plan(planRequest(given(intent))),
    'promotions.check': async ({ app, from }) =>
      judgeHosts(await core.views.lanes(app, from), house.snapshot()),
    'rollbacks.preview': (place) => core.views.wayBack(given(place)),
    'deployments.start': (request) => beginDeployment(deps, given(request)),
    'deployments.get': ({ id }) => core.views.deployment(id),
    'deployments.compare': ({ a, b }) => core.views.compareDeployments(a, b),
    'history.page': ({ filter, before, limit }) =>
      core.views.history(given(filter), { limit, ...given({ before }) }),
  };
}

export function deploymentStreams({
  core,
}: CallDeps): Pick<StreamHandlers, 'history.export' | 'logs.follow'> {
  return {
    'history.export': async function* ({ filter, format }) {
      for (const piece of core.views.exportHistory(given(filter), format)) {
        yield piece;
        // Each piece is read in one go; between two of them others have their turn.
        await setImmediate();
      }
    },
    'logs.follow': (request, signal) => core.views.logs(given(request), signal),
  };
}
