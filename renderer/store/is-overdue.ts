import { isTrouble } from '../../shared/model/health-views.ts';
import type { LiveDeployment, PlacementView } from '../../shared/model/house.ts';

/**
 * Whether what came of a deployment is no longer what its card has to show: something else serves since, or its placement is
 * in trouble, which a good receipt must not hide. A failure is trouble itself and gives way to what came after it only.
 * @param placement as it is now; undefined: there is none any more
 */
export function isOverdue(
  { deployment: { state, endedAt = Infinity } }: LiveDeployment,
  placement: PlacementView | undefined,
): boolean {
  if (placement === undefined) return true;
  const { health, healthSince, since = -Infinity } = placement;
  return since > endedAt || (isTrouble(health) && (state === 'live' || healthSince > endedAt));
}
