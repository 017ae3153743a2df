import type { PlacementView } from '../../../shared/model/house.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';

/** `well 2/2`, `1/2 up`, `failing`. */
export function healthWords({ health, replicas }: Pick<PlacementView, 'health' | 'replicas'>): string {
  switch (health) {
    case 'well':
      return `well ${replicas.up}/${replicas.wanted}`;
    case 'degraded':
      return `${replicas.up} of ${replicas.wanted} up`;
    case 'down':
      return 'failing';
    case 'gone':
      return 'containers gone';
    case 'unknown':
      return 'not known';
    case 'empty':
      return 'empty';
    default:
      return assertNever(health);
  }
}
