import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { PlanRefusal } from '../../../../shared/model/plan.ts';

/** What is still being watched may yet swing back; a reason overrides it. */
export function checkBaking(serving: Deployment, from: string): readonly PlanRefusal[] {
  if (serving.state !== 'baking') return [];
  return [
    {
      kind: 'policy',
      code: 'soak',
      message: `v${serving.version} is still being watched in ${from}; promote it when its bake is over, or give a reason with --override.`,
    },
  ];
}
