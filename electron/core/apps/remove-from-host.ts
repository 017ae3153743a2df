import type { Host } from '../../../shared/model/host.ts';
import type { ContainerSummary, Engine } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import type { RegistryDeps } from '../hosts/registry-deps.ts';
import { removeEmptyNetwork } from '../hosts/remove-empty-network.ts';
import { Failure, isFailure } from '../runtime/failure.ts';
import { refuseInUse } from './refuse-in-use.ts';

export interface RemovedFromHost {
  /** Host name. */
  readonly host: string;
  readonly containers: number;
  readonly networks: readonly string[];
  readonly volumes: readonly { readonly host: string; readonly name: string }[];
  /** The engine does not answer: what is there stays. */
  readonly unreachable: boolean;
}

/** Everything of an app on one host but its volumes, found by label. Without `force`, refused when there is anything. */
export async function removeFromHost(
  deps: RegistryDeps,
  app: string,
  host: Host,
  force: boolean,
): Promise<RemovedFromHost> {
  try {
    return await clearHost(deps, app, host, force);
  } catch (error) {
    if (!isFailure(error, 'engine.unreachable', 'engine.timeout', 'permission')) throw error;
    deps.log.warn('an app is removed without one of the hosts', { app, host: host.name, reason: error.code });
    return { host: host.name, containers: 0, networks: [], volumes: [], unreachable: true };
  }
}

async function clearHost(
  deps: RegistryDeps,
  app: string,
  host: Host,
  force: boolean,
): Promise<RemovedFromHost> {
  const engine = await deps.engineOf(host.id);
  const labels = { [LABEL.version]: LABEL_VERSION, [LABEL.app]: app };
  const containers = await engine.containers.list(labels);
  refuseLocked(app, host, containers);
  const moored = containers.filter(
    ({ labels: { [LABEL.role]: role } }) => role === 'edge' || role === 'replica',
  );
  if (!force && moored.length > 0) {
    refuseInUse(
      app,
      moored.map((container) => `${environmentOf(container)} on ${host.name}`),
    );
  }
  if (force) await removeContainers(deps, engine, containers);
  const networks: string[] = [];
  for (const environment of new Set(moored.map(environmentOf))) {
    networks.push(...(await removeEmptyNetwork(deps, host, environment, app)));
  }
  const volumes = await engine.volumes.list({ ...labels, [LABEL.role]: 'volume' });
  return {
    host: host.name,
    containers: force ? containers.length : 0,
    networks,
    volumes: volumes.map((volume) => ({ host: host.name, name: volume.name })),
    unreachable: false,
  };
}

/** A deployment from another machine, which our history does not know of. */
function refuseLocked(app: string, host: Host, containers: readonly ContainerSummary[]): void {
  const lock = containers.find((container) => container.labels[LABEL.role] === 'lock');
  if (lock === undefined) return;
  const by = lock.labels[LABEL.owner] ?? 'somebody';
  throw new Failure(
    'placement.locked',
    `${app} in ${environmentOf(lock)} on ${host.name} is being worked on by ${by} since ${new Date(lock.createdAt).toISOString()}. Wait for it, or see \`twinberth doctor\`.`,
    { by, since: lock.createdAt, host: host.name },
    { retry: true },
  );
}

/** Edges first, so that nothing new arrives; then the replicas get the time to stop that they were deployed with. */
async function removeContainers(
  deps: RegistryDeps,
  engine: Engine,
  containers: readonly ContainerSummary[],
): Promise<void> {
  const edges = containers.filter((container) => container.labels[LABEL.role] === 'edge');
  for (const edge of edges) {
    const app = edge.labels[LABEL.app] ?? '';
    await deps.removeEdge(engine, { app, environment: environmentOf(edge), containerId: edge.id });
  }
  const others = containers.filter((container) => !edges.includes(container));
  await Promise.all(
    others.map(async (container) => {
      if (container.state === 'running') await engine.containers.stop(container.id, graceOf(deps, container));
      await engine.containers.remove(container.id);
    }),
  );
}

function graceOf(deps: RegistryDeps, container: ContainerSummary): number {
  const deployment = deps.stores.deployments.get(container.labels[LABEL.deployment] ?? '');
  return deployment?.config.stopGraceMs ?? deps.settings.defaults.stopGraceMs;
}

function environmentOf(container: ContainerSummary): string {
  return container.labels[LABEL.env] ?? '';
}
