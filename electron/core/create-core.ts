import { hostname, userInfo } from 'node:os';
import type { DriftRequest } from '../../shared/model/drift.ts';
import type { Endpoint } from '../../shared/model/host.ts';
import { createAppCommands } from './apps/create-app-commands.ts';
import { createSecretCommands } from './apps/create-secret-commands.ts';
import { createOnboarding } from './apps/onboarding/create-onboarding.ts';
import { findUnresolved, resolveVariables } from './apps/resolve-secrets.ts';
import type { SecretSources } from './apps/secret-sources.ts';
import { readSettings } from './apps/settings.ts';
import type { Core, DeployCommand, Via } from './core.ts';
import type { Stores } from './db/stores.ts';
import type { DeploymentDeps } from './deployments/deployment-deps.ts';
import type { EdgeMaker } from './deployments/edge-maker.ts';
import { createProgressFeed } from './deployments/progress-feed.ts';
import { createDeploymentCommands } from './deployments/deployment-commands.ts';
import { lockPlacement } from './deployments/lock-placement.ts';
import { readEdgeState } from './deployments/endings/open-recorded-edge.ts';
import { settle } from './deployments/endings/settle.ts';
import { proposeReadOnly } from './drift/propose-read-only.ts';
import { scanDrift } from './drift/scan-drift.ts';
import { createEdgeMaker } from './edge/create-edge-maker.ts';
import { connectEngine } from './engine/connect-engine.ts';
import { resolveEndpoint } from './engine/resolve-endpoint.ts';
import { createEnvironmentCommands } from './environments/create-environment-commands.ts';
import { createStatusQuery } from './health/placement-status.ts';
import { createDailyBackup } from './history/back-up.ts';
import { createHistoryCommands } from './history/create-history-commands.ts';
import { openHistory } from './history/open-history.ts';
import { createEnginePool } from './hosts/engine-pool.ts';
import { createHostCommands } from './hosts/create-host-commands.ts';
import { createHouse } from './house/create-house.ts';
import type { House } from './house/house.ts';
import { createHostQueries } from './hosts/create-host-queries.ts';
import type { RegistryDeps } from './hosts/registry-deps.ts';
import { createDoctor } from './hosts/run-doctor.ts';
import { ensureImageOnHost } from './releases/ensure-image-on-host.ts';
import { rebuildable, rebuildRelease } from './releases/rebuild-release.ts';
import { holdBuildLock } from './releases/hold-build-lock.ts';
import { createReleaseCommands } from './releases/release-commands.ts';
import type { ReleaseDeps } from './releases/release-deps.ts';
import { diskSpace } from './storage/free-space.ts';
import { createStorageCommands } from './storage/create-storage-commands.ts';
import { systemClock, type Clock } from './runtime/clock.ts';
import { randomIds, type Ids } from './runtime/ids.ts';
import { isAlive } from './runtime/is-alive.ts';
import { markProcess } from './runtime/mark-process.ts';
import { silentLog, type Log } from './runtime/log.ts';
import { dataPaths, type Variables } from './runtime/paths.ts';
import { createViews } from './views/create-views.ts';

export interface CoreOptions {
  /** Read of it: what `twinberth doctor` lists, and variables that secrets refer to. */
  readonly env: Variables;
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
  /** Who calls: recorded with each deployment. */
  readonly via: Via;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Log;
  /** The name of this machine, by which it knows its own locks. Default: the host's. */
  readonly machine?: string;
  /** Puts something around the history: how tests fail at every point of the journal. */
  readonly wrapStores?: (stores: Stores) => Stores;
  /** The same around the edges: how tests have one that does not do what it was told. */
  readonly wrapEdges?: (edges: EdgeMaker) => EdgeMaker;
}

/**
 * The composition root: settings, clock, ids and log in; everything that Twinberth can do out. Opens the history and
 * connects to nothing; engines are connected to when they are first needed. Throws `setting.invalid`, `history.*`,
 * `permission`, `disk.full`.
 */
export function createCore(options: CoreOptions): Core {
  const { env, platform, home, via, clock = systemClock, ids = randomIds, log = silentLog } = options;
  const { settings, origins, warnings } = readSettings(env, platform, home);
  const paths = dataPaths(settings.home, platform);
  const opened = openHistory(paths, { clock, ids });
  const stores = options.wrapStores?.(opened) ?? opened;
  const machine = options.machine ?? hostname();
  const owner = `${userInfo().username}@${machine}`;
  const connect = (endpoint: Endpoint) => connectEngine(endpoint, { clock, log });
  const pool = createEnginePool(stores.hosts, connect);
  const run = settings.run === undefined ? {} : { runLabel: settings.run };
  const edgeMaker = createEdgeMaker({ clock, log, owner, ...run });
  const edges = options.wrapEdges?.(edgeMaker) ?? edgeMaker;
  const base = {
    stores,
    clock,
    ids,
    log,
    owner,
    machine,
    pid: process.pid,
    process: markProcess(process.pid),
    isAlive,
    engineOf: pool.engineOf,
    ...run,
  };

  const sources = { platform, home, env };
  const registry: RegistryDeps = {
    ...base,
    settings,
    connect,
    forgetEngine: pool.forget,
    resolveEndpoint: (text) => resolveEndpoint(text, sources),
    lockPlacement: ({ app, environment, host, purpose }) =>
      lockPlacement(deployment, { app, environment, host: host.id, hostName: host.name, purpose }),
    removeEdge: (engine, { containerId, ...place }) => edges.remove(engine, place, containerId, true),
  };
  const apps = createAppCommands(registry);
  const appConfig = (app: string) => apps.config(app);
  const release: ReleaseDeps = {
    ...base,
    appConfig,
    dockerConfigDir: settings.docker.configFolder,
    contextCachePath: paths.cache,
  };
  const secretSources = (app: string): SecretSources => ({
    app,
    variables: env,
    folder: stores.apps.get(app)?.directory ?? home,
    agreed: (command) => stores.consents.has({ app, command, by: owner }),
  });
  const deployment: DeploymentDeps = {
    ...base,
    appConfig,
    edges,
    lockMarginMs: settings.lockMarginMs,
    takeOver: (lock) => history.takeOver(lock),
    resolveVariables: async (app, config) => {
      const resolved = await resolveVariables(config, secretSources(app));
      for (const warning of resolved.warnings) log.warn(warning);
      return resolved.values;
    },
    unresolvedSecrets: (app, config) => findUnresolved(config, secretSources(app)),
    ensureImage: (wanted, host, how) => ensureImageOnHost(release, wanted, host, how),
    rebuildable: (wanted) => rebuildable(release, wanted),
    rebuild: (wanted, signal) => rebuildRelease(release, wanted, signal),
  };
  const commands = createDeploymentCommands(deployment);
  const backups = { stores, clock, log, folder: paths.backups };
  const history = createHistoryCommands(registry, deployment, backups);
  const progress = createProgressFeed();
  const called = <C extends Pick<DeployCommand, 'via' | 'onProgress'>>(command: C): C => ({
    via,
    ...command,
    onProgress: progress.through(command.onProgress),
  });
  const backUpDaily = createDailyBackup(backups);
  const settleAll = async (signal?: AbortSignal) => {
    await backUpDaily();
    return settle(deployment, signal);
  };
  const drift = (request: DriftRequest = {}, signal?: AbortSignal) =>
    scanDrift({ ...deployment, specHash: (spec) => edges.specHash(spec) }, request, signal);
  const storage = createStorageCommands({
    ...base,
    retention: settings.retention,
    appConfig,
    lockPlacement: (place) => registry.lockPlacement(place),
    lockBuilds: (app, signal) => holdBuildLock(release, app, { signal }),
  });
  const houses = new Set<House>();

  return {
    hosts: { ...createHostCommands(registry), ...createHostQueries(registry, sources) },
    environments: createEnvironmentCommands(registry),
    apps: { ...apps, ...createOnboarding(registry) },
    views: createViews(deployment, settings),
    releases: createReleaseCommands(release),
    deployments: {
      ...commands,
      deploy: (command) => commands.deploy(called(command)),
      promote: (command) => commands.promote(called(command)),
      rollback: (command) => commands.rollback(called(command)),
      heal: (command) => commands.heal(called(command)),
    },
    storage,
    history,
    status: createStatusQuery({
      stores,
      engineOf: pool.engineOf,
      appConfig,
      edgeState: (berth) => readEdgeState(deployment, berth),
    }),
    drift: (request) => drift(request),
    secrets: createSecretCommands({ stores, clock, owner, appConfig }),
    proposals: (request = {}) => proposeReadOnly(stores, request),
    settings: origins,
    doctor: createDoctor({
      ...base,
      settings,
      origins,
      warnings,
      paths,
      recover: () => settle(deployment),
      takeOver: (lock) => history.takeOver(lock),
    }),
    settle: () => settleAll(),
    openHouse: () => {
      const house = createHouse({
        ...base,
        appConfig,
        settle: settleAll,
        preferencesFile: paths.preferences,
        progress,
        care: {
          driftEveryMs: settings.driftEveryMs,
          scanDrift: drift,
          space: {
            ...settings.gc,
            hosts: () => stores.hosts.list(),
            diskOf: async (host) => diskSpace(await pool.engineOf(host.id), host.endpoint),
            apply: (request) => storage.apply(request),
          },
        },
      });
      houses.add(house);
      return {
        ...house,
        close: async () => {
          houses.delete(house);
          await house.close();
        },
      };
    },
    close: async () => {
      await Promise.all([...houses].map((house) => house.close()));
      edgeMaker.close();
      pool.close();
      stores.close();
    },
  };
}
