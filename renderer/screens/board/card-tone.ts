import { isTrouble } from '../../../shared/model/health-views.ts';
import type { LiveDeployment, PlacementView } from '../../../shared/model/house.ts';

/** How a card is framed; words and icons in it say the same. */
export function cardTone(
  placement: PlacementView | undefined,
  live: LiveDeployment | undefined,
  ended: LiveDeployment | undefined,
): 'live' | 'trouble' | 'calm' {
  if (live !== undefined) return 'live';
  if (ended !== undefined && ended.deployment.state !== 'live') return 'trouble';
  return placement !== undefined && isTrouble(placement.health) ? 'trouble' : 'calm';
}
