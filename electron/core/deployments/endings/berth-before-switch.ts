import type { Berth } from '../../../../shared/model/berth.ts';
import { otherColour, type Colour } from '../../../../shared/model/colour.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';

/** What has to be known of deployments that are history. */
interface Remembered {
  get(id: string): Pick<Deployment, 'kind' | 'restores'> | undefined;
}

/**
 * A berth's record as it was before `colour` was given the traffic: what served then (`previous`) serves, or nothing does; and
 * whether it was held then.
 */
export function berthBeforeSwitch(
  berth: Berth,
  colour: Colour,
  previous: Deployment | undefined,
  deployments: Remembered,
): Berth {
  const from = otherColour(colour);
  const before = berth[from];
  const { active, activeDeployment, ...rest } = berth;
  const undone = berth[colour];
  if (previous === undefined || before === undefined) return rest;
  return {
    ...rest,
    held: wasHeld(previous, deployments),
    active: from,
    activeDeployment: previous.id,
    // Containers that were only started again are stopped again; those that were made are gone, and with them this.
    ...(undone === undefined ? {} : { [colour]: { deployment: undone.deployment, state: 'stopped' } }),
    [from]: { deployment: before.deployment, state: 'serving' },
  };
}

/** A rollback holds a placement, and healing it leaves it held: then it counts what was healed, however often. */
function wasHeld(previous: Pick<Deployment, 'kind' | 'restores'>, deployments: Remembered): boolean {
  let healed: typeof previous | undefined = previous;
  while (healed?.kind === 'heal')
    healed = healed.restores === undefined ? undefined : deployments.get(healed.restores);
  return healed?.kind === 'rollback';
}
