import type { BerthView } from '../../../shared/model/house.ts';
import type { BerthView as ShownBerth } from '../../ui/Berths.tsx';

export function shownBerth({ state, version }: BerthView): ShownBerth {
  return { state, version: version === undefined ? undefined : `v${version}` };
}
