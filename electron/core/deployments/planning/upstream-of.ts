import type { Environment } from '../../../../shared/model/environment.ts';
import type { Stores } from '../../db/stores.ts';

/** Where a release has to have been before it comes into an environment, and since when it is live there. */
export interface Upstream {
  readonly name: string;
  readonly liveSince?: number;
}

/** The environment before this one; undefined for the first lane. */
export function upstreamOf(
  stores: Pick<Stores, 'environments' | 'deployments'>,
  environment: Environment,
  release: string,
): Upstream | undefined {
  const upstream = stores.environments
    .list()
    .filter((other) => other.position < environment.position)
    .at(-1);
  if (upstream === undefined) return undefined;
  const liveSince = stores.deployments.liveSince(release, upstream.name);
  return { name: upstream.name, ...(liveSince === undefined ? {} : { liveSince }) };
}
