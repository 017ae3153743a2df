import type { DeploymentsStore } from '../../db/stores.ts';
import type { ObservedBerth, ObservedReplica } from './observe-berth.ts';

/**
 * Replicas that a deployment made which this history does not know: another machine's, or those of a history that was lost.
 * They may well be what serves, so nobody but their own history may replace or remove them.
 */
export function findStrangers(
  deployments: Pick<DeploymentsStore, 'get'>,
  { colours }: Pick<ObservedBerth, 'colours'>,
): readonly ObservedReplica[] {
  return [...colours.blue, ...colours.green].filter(
    (replica) => deployments.get(replica.deployment) === undefined,
  );
}
