import type { Berth } from '../../../../shared/model/berth.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';
import { compareMade } from '../../drift/compare-edge.ts';
import { expectEdge } from '../../drift/expect-edge.ts';
import type { ContainerSummary, Engine } from '../../engine/engine.ts';
import { LABEL } from '../../engine/labels.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { networkName } from '../planning/engine-names.ts';

/**
 * Whether the edge that is there is the recorded one. A deployment takes that for granted, since the same configuration
 * means the same edge; healing is for when it is not so.
 */
export async function compareHealedEdge(
  deps: Pick<DeploymentDeps, 'edges'>,
  engine: Engine,
  berth: Berth,
  serving: Deployment,
  edge: ContainerSummary,
): Promise<{ readonly wanted: string; readonly running: string; readonly changes: readonly string[] }> {
  const network = await engine.networks.inspect(networkName(berth.environment));
  const expected = expectEdge(berth, berth.active ?? serving.colour, serving, network, edge, (spec) =>
    deps.edges.specHash(spec),
  );
  const seen = await engine.containers.describe(edge.id);
  // Its restart policy is put right in place; everything else of a container is there for its lifetime.
  const changes =
    seen === undefined
      ? []
      : compareMade(expected, seen)
          .filter(({ kind }) => kind !== 'restart')
          .map(({ what }) => what);
  const running = edge.labels[LABEL.specHash] ?? '';
  if (running !== expected.specHash) changes.push('it was made from another configuration');
  return changes.length === 0
    ? { wanted: running, running, changes }
    : { wanted: expected.specHash, running: 'not as recorded', changes };
}
