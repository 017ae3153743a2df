import type { PlanRefusal } from '../../../../shared/model/plan.ts';
import { describeUnresolved, type UnresolvedSecret } from '../../apps/resolve-secrets.ts';

/** Containers cannot be made without their variables, and no reason given overrides that. Pure. */
export function refuseSecrets(unresolved: readonly UnresolvedSecret[]): readonly PlanRefusal[] {
  return unresolved.map((secret) => ({
    kind: 'impossible',
    code: 'secret',
    message: describeUnresolved(secret),
  }));
}
