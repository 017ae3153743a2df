import type { Host } from '../../../shared/model/host.ts';
import type { Orphan } from '../../../shared/model/storage.ts';
import type { Engine } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { isExplained } from '../hosts/examine-orphans.ts';
import type { StorageDeps } from './storage-deps.ts';

type Labels = Readonly<Record<string, string>>;

const OURS = { [LABEL.version]: LABEL_VERSION };

/**
 * Containers, networks and volumes of ours that no placement here explains. They may be another machine's, or another
 * history's on this one: only what a deployment or a build of this very history made may be removed.
 */
export async function findOrphans(deps: StorageDeps, engine: Engine, host: Host): Promise<readonly Orphan[]> {
  const [containers, networks, volumes] = await Promise.all([
    engine.containers.list(OURS),
    engine.networks.list(OURS),
    engine.volumes.list(OURS),
  ]);
  const berths = deps.stores.berths.list({ host: host.id });
  const locks = deps.stores.locks.list().filter((lock) => lock.host === host.id);
  const isUsed = (labels: Labels): boolean =>
    [...berths, ...locks].some(
      ({ app, environment }) =>
        environment === labels[LABEL.env] && (labels[LABEL.app] === undefined || app === labels[LABEL.app]),
    );
  const inhabited = new Set(containers.map((container) => container.labels[LABEL.env]));
  return [
    ...containers
      .filter((container) => !isExplained(deps, host, container))
      .map(({ id, name, labels }) => describe('container', id, name, labels, isOwn(deps, labels))),
    ...networks
      .filter(({ labels }) => !isUsed(labels))
      .map(({ id, name, labels }) =>
        describe('network', id, name, labels, isOwn(deps, labels) && !inhabited.has(labels[LABEL.env])),
      ),
    ...volumes
      .filter(({ labels }) => !isUsed(labels))
      .map(({ name, labels }) => describe('volume', name, name, labels, false)),
  ];
}

/** Made by a deployment or a build that this history has on record. */
function isOwn({ stores }: StorageDeps, labels: Labels): boolean {
  const deployment = labels[LABEL.deployment];
  const build = labels[LABEL.build];
  if (labels[LABEL.role] === 'lock') return false;
  return (
    (deployment !== undefined && stores.deployments.get(deployment) !== undefined) ||
    (labels[LABEL.role] === 'test' && build !== undefined && stores.builds.get(build) !== undefined)
  );
}

function describe(
  kind: Orphan['kind'],
  id: string,
  name: string,
  labels: Labels,
  removable: boolean,
): Orphan {
  const app = labels[LABEL.app];
  const environment = labels[LABEL.env];
  return {
    kind,
    id,
    name,
    ...(app === undefined ? {} : { app }),
    ...(environment === undefined ? {} : { environment }),
    owner: labels[LABEL.owner] ?? 'somebody',
    removable,
  };
}
