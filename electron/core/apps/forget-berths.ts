import type { Berth } from '../../../shared/model/berth.ts';
import type { RegistryDeps } from '../hosts/registry-deps.ts';

/** Drops what is recorded as running of an app, and what was due; its deployments stay in the history, as ended. */
export function forgetBerths(deps: RegistryDeps, app: string): void {
  const { berths, deployments } = deps.stores;
  for (const deployment of deployments.page({ app, states: ['running', 'baking'] }, { limit: 1000 })) {
    deployments.update(deployment.id, { state: 'interrupted', endedAt: deps.clock.now() });
  }
  for (const deployment of deployments.page({ app, states: ['live'] }, { limit: 1000 })) {
    deployments.setState(deployment.id, 'superseded');
  }
  for (const berth of berths.list({ app })) {
    forgetDues(deps, berth);
    berths.remove(berth.app, berth.environment, berth.host);
  }
}

function forgetDues(deps: RegistryDeps, { app, environment, host }: Berth): void {
  for (const kind of ['bake', 'standby'] as const) {
    const due = deps.stores.dues.find(app, environment, host, kind);
    if (due !== undefined) deps.stores.dues.remove(due.id);
  }
}
