import type { Berth, Moored } from '../../../../shared/model/berth.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';

/** What a berth is once the gate leads to a deployment. `slot`: its addresses, where it has no record yet. Pure. */
export function berthAfterSwitch(
  deployment: Deployment,
  berth: Berth | undefined,
  slot: number,
  now: number,
): Berth {
  const { app, environment, host, plan, config, kind, id } = deployment;
  const from = plan.fromColour;
  const serving: Moored = {
    deployment: plan.source === 'create' ? id : (berth?.[plan.toColour]?.deployment ?? id),
    state: 'serving',
  };
  const before = from === undefined ? undefined : berth?.[from];
  const stopped = plan.strategy === 'hold-and-swap';
  return {
    app,
    environment,
    host,
    slot: berth?.slot ?? slot,
    // Healing brings back what is recorded, and that the placement is held is recorded, too.
    held: kind === 'rollback' || (kind === 'heal' && berth?.held === true),
    active: plan.toColour,
    activeDeployment: id,
    ...(from === undefined || before === undefined
      ? {}
      : {
          [from]: stopped
            ? { deployment: before.deployment, state: 'stopped' }
            : { deployment: before.deployment, state: 'warm', warmUntil: now + config.warmForMs },
        }),
    [plan.toColour]: serving,
  };
}
