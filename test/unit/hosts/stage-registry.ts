import type { Berth } from '../../../shared/model/berth.ts';
import { formatEndpoint, type Endpoint } from '../../../shared/model/host.ts';
import type { Settings } from '../../../electron/core/apps/settings.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import type { ContainerSummary, Engine, EngineInfo } from '../../../electron/core/engine/engine.ts';
import type { RegistryDeps } from '../../../electron/core/hosts/registry-deps.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { settings } from '../apps/app-folder.ts';
import { deployment, release } from '../db/sample-rows.ts';
import { temporaryHistory } from '../db/temporary-history.ts';

/** What the engines of a stage have; keyed by endpoint. An endpoint that is not here does not answer. */
export type Engines = Record<string, { readonly containers: readonly ContainerSummary[] } | undefined>;

export interface Stage {
  readonly stores: Stores;
  readonly deps: RegistryDeps;
  readonly clock: ReturnType<typeof temporaryHistory>['clock'];
  /** May be changed by the test. */
  readonly engines: Engines;
  /** Host ids whose connection was given up. */
  readonly forgotten: readonly string[];
}

export const LOCAL = 'unix:///run/docker.sock';

/** A real history and engines that only tell what they have. */
export function stageRegistry(own: Partial<Settings> = {}): Stage {
  const { stores, clock } = temporaryHistory();
  const engines: Engines = { [LOCAL]: { containers: [] } };
  const forgotten: string[] = [];
  const connect = (endpoint: Endpoint): Promise<Engine> =>
    Promise.resolve().then(() => engineAt(formatEndpoint(endpoint), engines));
  const deps: RegistryDeps = {
    stores,
    clock,
    ids: randomIds,
    log: silentLog,
    settings: { ...settings, ...own },
    connect,
    engineOf: (id) => {
      const host = stores.hosts.get(id);
      return host === undefined ? Promise.reject(new Error(`no host ${id}`)) : connect(host.endpoint);
    },
    forgetEngine: (id) => void forgotten.push(id),
    resolveEndpoint: (text = LOCAL) => {
      const [kind, rest = ''] = text.split('://');
      if (kind === 'unix') return Promise.resolve({ kind: 'unix', path: rest });
      const [host = '', port] = rest.split(':');
      return Promise.resolve({ kind: 'tcp', host, port: Number(port) });
    },
    lockPlacement: ({ app, environment }) => {
      const held = stores.locks.list().find((lock) => lock.app === app && lock.environment === environment);
      if (held !== undefined) throw new Failure('placement.locked', `${app} is locked`);
      return { release: () => Promise.resolve() };
    },
    removeEdge: () => Promise.reject(new Error('there is no edge here')),
  };
  return { stores, deps, clock, engines, forgotten };
}

function engineAt(endpoint: string, engines: Engines): Engine {
  const content = engines[endpoint];
  if (content === undefined) throw new Failure('engine.unreachable', `${endpoint} does not answer`);
  const engine: Pick<Engine, 'endpoint' | 'info' | 'close'> & {
    containers: Pick<Engine['containers'], 'list'>;
    networks: Pick<Engine['networks'], 'list'>;
    volumes: Pick<Engine['volumes'], 'list'>;
  } = {
    endpoint,
    info: () => Promise.resolve({ version: '20.10.24', flavour: 'docker' } as EngineInfo),
    close: () => undefined,
    containers: {
      list: (labels) =>
        Promise.resolve(
          content.containers.filter((container) =>
            Object.entries(labels).every(([name, value]) => container.labels[name] === value),
          ),
        ),
    },
    networks: { list: () => Promise.resolve([]) },
    volumes: { list: () => Promise.resolve([]) },
  };
  return engine as Engine;
}

export function container(
  name: string,
  labels: Readonly<Record<string, string>>,
  state = 'running',
): ContainerSummary {
  const prefixed = Object.entries(labels).map(([key, value]) => [`dev.twinberth.${key}`, value] as const);
  return {
    id: name,
    name,
    image: 'sha256:1',
    labels: { 'dev.twinberth.version': '1', ...Object.fromEntries(prefixed) },
    state,
    createdAt: 1_700_000_000_000,
    ports: [],
  };
}

/** Release v1 of `web` serving in an environment, as a deployment would have recorded it. */
export function recordServing(
  stores: Stores,
  place: { readonly app: string; readonly environment: string; readonly host: string },
  change: Partial<Berth> = {},
): string {
  const { app, environment, host } = place;
  const id = `d-${app}-${environment}`;
  const releaseId = `r-${app}`;
  if (stores.releases.get(releaseId) === undefined) {
    stores.releases.add(release({ id: releaseId, app, tag: `${app}:v1`, inputHash: app }));
  }
  stores.deployments.begin(deployment({ id, app, environment, host, release: releaseId }));
  stores.deployments.update(id, { state: 'live' });
  stores.berths.put({
    ...place,
    active: 'blue',
    activeDeployment: id,
    blue: { deployment: id, state: 'serving' },
    slot: 1 + stores.berths.list({ environment, host }).length,
    held: false,
    ...change,
  });
  return id;
}
