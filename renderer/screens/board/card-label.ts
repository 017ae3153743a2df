import type { HostView, LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import { healthWords } from './health-words.ts';

/** A card in one sentence, for who hears it. */
export function cardLabel(
  key: string,
  placement: PlacementView | undefined,
  live: LiveDeployment | undefined,
  away: HostView | undefined,
): string {
  const [app = '', environment = '', host = ''] = key.split('/');
  const parts = [`${app} in ${environment} on ${host}`];
  if (live !== undefined) parts.push(`v${live.deployment.version} is being deployed`);
  if (placement?.version !== undefined) parts.push(`v${placement.version} serves`);
  if (away !== undefined) parts.push(`${host} is away, shown as it last was`);
  else if (placement !== undefined && placement.health !== 'empty') parts.push(healthWords(placement));
  if (placement?.drift !== undefined && placement.drift.count > 0)
    parts.push(`drift ${placement.drift.count}`);
  if (placement?.newer !== undefined) parts.push(`v${placement.newer} is newer`);
  if (placement?.held === true) parts.push('held');
  if (placement?.lock !== undefined && live === undefined) parts.push(`locked by ${placement.lock.by}`);
  return parts.join(', ');
}
