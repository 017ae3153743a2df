import type { PlacementHealth } from '../../../shared/model/health-views.ts';

const WORDS: Readonly<Record<PlacementHealth, string>> = {
  well: 'well',
  degraded: 'degraded',
  down: 'failing',
  unknown: 'not known',
  gone: 'containers gone',
  empty: 'empty',
};

export function healthWord(health: PlacementHealth): string {
  return WORDS[health];
}
