import type { Berth } from '../../../../shared/model/berth.ts';
import { otherColour, type Colour } from '../../../../shared/model/colour.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';

/** A berth's record as it was before `colour` was given the traffic: what served then serves, or nothing does. */
export function berthBeforeSwitch(berth: Berth, colour: Colour, previous: Deployment | undefined): Berth {
  const from = otherColour(colour);
  const before = berth[from];
  const { active, activeDeployment, ...rest } = berth;
  if (previous === undefined || before === undefined) return rest;
  return {
    ...rest,
    held: previous.kind === 'rollback',
    active: from,
    activeDeployment: previous.id,
    [from]: { deployment: before.deployment, state: 'serving' },
  };
}
