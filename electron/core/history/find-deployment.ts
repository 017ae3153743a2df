import { Failure } from '../runtime/failure.ts';
import type { DeploymentsStore, DeploymentSummary } from '../db/stores.ts';

/** With less, a typing error would find something too often. */
const SHORTEST_PREFIX = 4;

/**
 * The deployment that a person means: its id, the beginning of its id (four characters or more), or its number in the
 * history as `#12`. Throws `deployment.unknown` when there is none, `usage` when several ids begin so.
 */
export function findDeployment(deployments: DeploymentsStore, reference: string): DeploymentSummary {
  const number = /^#(\d{1,15})$/.exec(reference)?.[1];
  const found = number === undefined ? byId(deployments, reference) : bySequence(deployments, Number(number));
  if (found) return found;
  throw new Failure(
    'deployment.unknown',
    `There is no deployment ${reference} in the history. "twinberth history" shows those there are.`,
    { reference },
  );
}

function bySequence(deployments: DeploymentsStore, sequence: number): DeploymentSummary | undefined {
  const [newest] = deployments.page({}, { before: sequence + 1, limit: 1 });
  return newest?.sequence === sequence ? newest : undefined;
}

function byId(deployments: DeploymentsStore, reference: string): DeploymentSummary | undefined {
  if (reference.length < SHORTEST_PREFIX) return undefined;
  const candidates = deployments.findByPrefix(reference, 2);
  const exact = candidates.find(({ id }) => id === reference);
  if (exact) return exact;
  if (candidates.length > 1)
    throw new Failure('usage', `Several deployments begin with ${reference}. Give more of the id.`, {
      reference,
    });
  return candidates[0];
}
