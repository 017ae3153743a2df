import { COLOURS } from '../../../shared/model/colour.ts';
import type { Berth } from '../../../shared/model/berth.ts';
import type { Stores } from '../db/stores.ts';
import { replicaName } from '../deployments/planning/engine-names.ts';
import type { ContainerSummary, Engine } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { matchContainers } from './match-containers.ts';

/**
 * Containers with the labels of a placement that are none of those recorded; one request. What a deployment of another
 * history made is not among them: only that one may say what becomes of it.
 */
export async function findStrays(
  engine: Engine,
  stores: Pick<Stores, 'deployments'>,
  berth: Berth,
): Promise<readonly ContainerSummary[]> {
  const { app, environment } = berth;
  const containers = await engine.containers.list({
    [LABEL.version]: LABEL_VERSION,
    [LABEL.app]: app,
    [LABEL.env]: environment,
  });
  const colours = COLOURS.flatMap((colour) => {
    const moored = berth[colour];
    const config = moored && stores.deployments.get(moored.deployment)?.config;
    if (moored === undefined || config === undefined) return [];
    const names = Array.from({ length: config.replicas }, (_, index) =>
      replicaName(app, environment, colour, index + 1),
    );
    return [{ colour, deployment: moored.deployment, names }];
  });
  const parts = containers.map((summary) => ({ summary }));
  return matchContainers(app, environment, colours, parts)
    .extras.map(({ summary }) => summary)
    .filter(({ labels }) => !isForeign(stores, labels));
}

/** Made by a deployment that this history does not know. */
export function isForeign(
  stores: Pick<Stores, 'deployments'>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const deployment = labels[LABEL.deployment];
  return deployment !== undefined && stores.deployments.get(deployment) === undefined;
}
