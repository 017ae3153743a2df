import type { PromotionPolicy } from '../../../shared/model/environment.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';

/** What an environment asks of a release, in words. */
export function policyText(policy: PromotionPolicy): string {
  const demands = [
    ...(policy.tested ? ['tested'] : []),
    ...(policy.soakMs > 0 ? [`${formatDuration(policy.soakMs)} live in the one before`] : []),
    ...(policy.approval ? ['approved'] : []),
  ];
  return demands.length === 0 ? 'takes every release' : `a release must be ${demands.join(', ')}`;
}
