import type { DeploymentKind, DeploymentState } from '../../../../shared/model/deployment.ts';
import { subjectOf, type Swap } from '../swap.ts';
import { berthAfterSwitch } from './berth-after-switch.ts';

/**
 * The process that swung the gate judges the bake itself; only when it is gone for so long after the bake's end does
 * whoever runs next do it.
 */
const BAKE_GRACE_MS = 5_000;

/** Writes down, in one transaction, what serves now. From here on the deployment is `baking`, or `live` when there is nothing to watch. */
export function commitSwitch(swap: Swap, detach: boolean): void {
  const { deps, deployment, config, plan, found } = swap;
  const { stores, clock } = deps;
  const bakes = plan.steps.some((step) => step.name === 'bake');
  stores.transaction(() => {
    const berth = stores.berths.get(deployment.app, deployment.environment, swap.host.id);
    stores.berths.put(berthAfterSwitch(deployment, berth, found.slot ?? 0, clock.now()));
    // What was to be stopped is either gone by now, or serves again.
    const standby = stores.dues.find(deployment.app, deployment.environment, swap.host.id, 'standby');
    if (standby !== undefined) stores.dues.remove(standby.id);
    if (bakes) {
      stores.deployments.update(deployment.id, { state: 'baking' });
      const spanMs = config.bakeMs + (detach ? 0 : BAKE_GRACE_MS);
      stores.dues.put({
        ...subjectOf(swap),
        id: deps.ids.next(),
        kind: 'bake',
        deployment: deployment.id,
        at: clock.now() + spanMs,
        data: { ...found.trafficAtSwitch, spanMs },
      });
    }
  });
}

/** The bake is over, or there was none: the deployment is good and the one before it is history. */
export function commitLive(swap: Swap): void {
  swap.deps.stores.transaction(() => markLive(swap));
}

function markLive(swap: Swap): void {
  const { deps, deployment, serving } = swap;
  const { stores, clock } = deps;
  const subject = subjectOf(swap);
  const due = stores.dues.find(subject.app, subject.environment, subject.host, 'bake');
  if (due !== undefined) stores.dues.remove(due.id);
  stores.deployments.update(deployment.id, {
    state: 'live',
    endedAt: clock.now(),
    durationMs: clock.ticks() - swap.startedTicks,
  });
  if (serving !== undefined) stores.deployments.setState(serving.id, endOfPrevious(deployment.kind));
  // Written with the state, so that a crash in between cannot leave a standby running for ever.
  if (swap.plan.fromColour !== undefined && swap.plan.strategy === 'blue-green') {
    const spanMs = swap.config.warmForMs;
    stores.dues.put({
      ...subject,
      id: deps.ids.next(),
      kind: 'standby',
      deployment: deployment.id,
      at: clock.now() + spanMs,
      data: { spanMs },
    });
  }
}

/** How the deployment that served until then is remembered, once one of this kind is good. */
export function endOfPrevious(kind: DeploymentKind): DeploymentState {
  return kind === 'rollback' ? 'rolled-back' : 'superseded';
}
