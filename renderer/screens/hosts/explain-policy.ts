import type { PromotionPolicy } from '../../../shared/model/environment.ts';
import { formatDuration } from '../../format/format-duration.ts';

/** `passed its test, 1 h in the environment before, approved`. */
export function explainPolicy({ tested, soakMs, approval }: PromotionPolicy): string {
  const demands = [
    tested && 'passed its test',
    soakMs > 0 && `${formatDuration(soakMs)} in the environment before`,
    approval && 'approved by somebody',
  ].filter((demand) => demand !== false);
  return demands.length === 0 ? 'nothing' : demands.join(', ');
}
