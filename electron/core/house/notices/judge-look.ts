import type { PlacementView } from '../../../../shared/model/house.ts';
import { assertNever } from '../../../../shared/model/assert-never.ts';
import type { Look } from './count-looks.ts';

/**
 * What a look at a placement says to whoever counts. While it is being deployed nothing is counted, and afterwards the count
 * begins anew: what a swap does on its way is told by the swap. Pure.
 *
 * @param hostHere whether its engine answers: if not, that is one thing to tell and not one for each placement
 */
export function judgeLook(
  placement: Pick<PlacementView, 'health' | 'problem'>,
  circumstances: { readonly deploying: boolean; readonly hostHere: boolean },
): Look {
  if (circumstances.deploying) return 'afresh';
  switch (placement.health) {
    case 'well':
      return 'good';
    case 'degraded':
    case 'down':
    case 'gone':
      return 'bad';
    case 'unknown':
      return circumstances.hostHere && placement.problem !== undefined ? 'bad' : 'neither';
    case 'empty':
      return 'afresh';
    default:
      return assertNever(placement.health);
  }
}
