import { readAppConfig } from '../apps/read-app-config.ts';
import type { DeploymentDeps } from '../deployments/deployment-deps.ts';
import { lockPlacement } from '../deployments/lock-placement.ts';
import { observeBerth } from '../deployments/planning/observe-berth.ts';
import { restorePlacement, serveRecorded } from '../deployments/endings/restore-placement.ts';
import { openRecordedEdge } from '../deployments/endings/open-recorded-edge.ts';
import type { Engine } from '../engine/engine.ts';
import type { LockHolder } from '../db/stores.ts';
import { addApp } from '../apps/add-app.ts';
import { addHost } from '../hosts/add-host.ts';
import { LOCAL_HOST } from '../hosts/ensure-local-host.ts';
import type { RegistryDeps } from '../hosts/registry-deps.ts';
import { parseName } from '../apps/parse-name.ts';
import { isFailure } from '../runtime/failure.ts';
import { backUp, type BackupDeps } from './back-up.ts';
import type { HistoryCommands } from './history-commands.ts';
import { rebuildHistory } from './rebuild-history.ts';
import { readLines, writeLines } from './transfer-file.ts';
import type { RebuildDeps } from './rebuild-deps.ts';
import type { FoundPlacement } from './survey-engine.ts';
import { takeOverPlacement, type TakenOver } from './take-over-placement.ts';

/** `takeOver`: see `takeOverPlacement`. */
export function createHistoryCommands(
  registry: RegistryDeps,
  deployment: DeploymentDeps,
  backup: BackupDeps,
): HistoryCommands & { takeOver(left: LockHolder): Promise<TakenOver> } {
  const deps = rebuildDeps(registry, deployment);
  return {
    rebuild: (options) => rebuildHistory(deps, options),
    takeOver: (left) => takeOverPlacement(deps, left),
    backup: (target) => backUp(backup, target),
    exportTo: (path) => Promise.resolve().then(() => writeLines(path, deps.stores.exportRecords())),
    importFrom: async (path) => {
      const before = await backUp(backup);
      return { ...deps.stores.importRecords(readLines(path)), backup: before };
    },
  };
}

function rebuildDeps(registry: RegistryDeps, deployment: DeploymentDeps): RebuildDeps {
  const { stores, clock, ids, log, owner, engineOf } = deployment;
  return {
    stores,
    clock,
    ids,
    log,
    owner,
    engineOf,
    addLocalHost: (nameOf) => addLocalHost(registry, nameOf),
    lock: ({ app, environment, host }, takeOver) =>
      lockPlacement(deployment, {
        app,
        environment,
        host: host.id,
        hostName: host.name,
        purpose: 'writing the history anew',
        ...(takeOver === undefined ? {} : { takeOver }),
      }),
    undo: (placement, id) => undo(deployment, placement, id),
    serveRecorded: (placement) => serveAsRecorded(deployment, placement),
    edgeState: async ({ engine, app, environment, host, edge }, { slot, config }) => {
      const observed = { colours: { blue: [], green: [] }, ...(edge === undefined ? {} : { edge }) };
      const berth = { app, environment, host: host.id, slot, held: false };
      const session = await openRecordedEdge(deployment, engine, observed, { berth, config });
      try {
        return await session.state();
      } finally {
        session.close();
      }
    },
    readFolder: async (directory) => {
      try {
        return (await readAppConfig(directory, registry.settings)).config;
      } catch (error) {
        if (isFailure(error, 'config.missing', 'config.invalid')) return undefined;
        throw error;
      }
    },
    addApp: (directory) => addApp(registry, directory),
  };
}

async function undo(deps: DeploymentDeps, placement: FoundPlacement, id: string): Promise<void> {
  const { engine, host, app, environment } = placement;
  await restorePlacement({ deps, engine, host, deployment: { id, app, environment, host: host.id } });
  await restartFromNowOn(deps, placement);
}

async function serveAsRecorded(deps: DeploymentDeps, placement: FoundPlacement): Promise<void> {
  const { engine, host, app, environment } = placement;
  const id = deps.stores.berths.get(app, environment, host.id)?.activeDeployment ?? '';
  await serveRecorded({ deps, engine, host, deployment: { id, app, environment, host: host.id } });
  await restartFromNowOn(deps, placement);
}

/** What was to be stopped, or had just been switched to, may be without its policy. */
async function restartFromNowOn(
  { stores }: DeploymentDeps,
  { engine, host, app, environment }: FoundPlacement,
): Promise<void> {
  const active = stores.berths.get(app, environment, host.id)?.active;
  const replicas = active === undefined ? [] : (await observeBerth(engine, app, environment)).colours[active];
  await Promise.all(replicas.map((replica) => engine.containers.setRestartPolicy(replica.id, 'always')));
}

async function addLocalHost(
  registry: RegistryDeps,
  nameOf: (engine: Engine) => Promise<string | undefined>,
): ReturnType<RebuildDeps['addLocalHost']> {
  const engine = await registry.connect(await registry.resolveEndpoint(undefined));
  let name: string | undefined;
  try {
    name = await nameOf(engine);
  } finally {
    engine.close();
  }
  const address = registry.settings.hostAddress;
  const { host } = await addHost(registry, {
    name: parseName(name, 'host').ok && name !== undefined ? name : LOCAL_HOST,
    ...(address === undefined ? {} : { address }),
  });
  return host;
}
