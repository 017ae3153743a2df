import type { PromotionPolicy } from '../../../shared/model/environment.ts';
import { formatDuration } from '../../format/format-duration.ts';

/** `tested · 1 h soak · approved`; empty when everything is taken. */
export function describePolicy({ tested, soakMs, approval }: PromotionPolicy): string {
  return [tested && 'tested', soakMs > 0 && `${formatDuration(soakMs)} soak`, approval && 'approved']
    .filter((word) => word !== false)
    .join(' · ');
}
