import type { Berth, Moored } from '../../../../shared/model/berth.ts';
import type { DeploymentState } from '../../../../shared/model/deployment.ts';
import { subjectOf, type Swap } from '../swap.ts';

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
    stores.berths.put(nextBerth(swap));
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
  if (serving !== undefined) stores.deployments.setState(serving.id, endOf(swap));
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

/** How the deployment that served until now is remembered. */
function endOf(swap: Swap): DeploymentState {
  return swap.deployment.kind === 'rollback' ? 'rolled-back' : 'superseded';
}

function nextBerth(swap: Swap): Berth {
  const { deps, deployment, config, plan, found } = swap;
  const { stores, clock } = deps;
  const subject = subjectOf(swap);
  const berth = stores.berths.get(subject.app, subject.environment, subject.host);
  const from = plan.fromColour;
  const now: Moored = {
    deployment:
      plan.source === 'create' ? deployment.id : (berth?.[plan.toColour]?.deployment ?? deployment.id),
    state: 'serving',
  };
  const before = from === undefined ? undefined : berth?.[from];
  const stopped = plan.strategy === 'hold-and-swap';
  return {
    ...subject,
    slot: berth?.slot ?? found.slot ?? 0,
    // Healing brings back what is recorded, and that the placement is held is recorded, too.
    held: deployment.kind === 'rollback' || (deployment.kind === 'heal' && berth?.held === true),
    active: plan.toColour,
    activeDeployment: deployment.id,
    ...(from === undefined || before === undefined
      ? {}
      : {
          [from]: stopped
            ? { deployment: before.deployment, state: 'stopped' }
            : { deployment: before.deployment, state: 'warm', warmUntil: clock.now() + config.warmForMs },
        }),
    [plan.toColour]: now,
  };
}
