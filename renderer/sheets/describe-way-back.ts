import type { WayBack } from '../../shared/model/deployment-views.ts';
import { formatDuration } from '../format/format-duration.ts';
import { sourceWord } from './describe-source.ts';

/** `one press to v13, warm, last measured 38 ms`. */
export function describeWayBack({ to, refusal, lastMs }: WayBack): string {
  if (to === undefined) return refusal ?? 'none';
  const measured = lastMs === undefined ? 'not measured here yet' : `last measured ${formatDuration(lastMs)}`;
  return `one press to v${to.version}, ${sourceWord(to.source)}, ${measured}`;
}
