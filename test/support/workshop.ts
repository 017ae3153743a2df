import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Core } from '../../electron/core/core.ts';
import { createCore, type CoreOptions } from '../../electron/core/create-core.ts';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import type { Engine } from '../../electron/core/engine/engine.ts';
import { LABEL } from '../../electron/core/engine/labels.ts';
import { parseEndpoint } from '../../electron/core/engine/parse-endpoint.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import { testEngine, type TestEngine } from './test-engine.ts';

/** A user's machine in miniature: a fresh data folder, a folder with the sample app, and the real engine. */
export interface Workshop {
  readonly app: string;
  /** Names of its own, so that workshops do not meet on the engine. */
  readonly dev: string;
  readonly prod: string;
  readonly ports: { readonly dev: number; readonly prod: number };
  readonly address: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly core: Core;
  readonly engine: Engine;
  readonly test: TestEngine;
  /** Writes twinberth.yaml: the sample's with these laid over it. `version` and `behaviour` go into the build arguments. */
  configure(change: ConfigChange): Promise<void>;
  /** configure, then build; returns the version number. */
  release(change?: ConfigChange): Promise<number>;
  /** Another core on the same data, as a second process would have. */
  secondCore(options?: Partial<CoreOptions>): Core;
  /** What a client gets through the published port. */
  get(
    port: number,
    path?: string,
  ): Promise<{ readonly status: number; readonly version: string | null; readonly body: string }>;
  remove(): Promise<void>;
}

export interface ConfigChange {
  readonly version?: string;
  readonly behaviour?: string;
  /** Keys of twinberth.yaml, over the usual ones. */
  readonly app?: Readonly<Record<string, unknown>>;
  readonly dev?: Readonly<Record<string, unknown>>;
  readonly prod?: Readonly<Record<string, unknown>>;
}

export const QUICK_HEALTH = {
  path: '/healthz',
  interval: '250ms',
  timeout: '2s',
  rise: 2,
  stable: '300ms',
  deadline: '20s',
};

const QUICK = {
  port: 8080,
  health: QUICK_HEALTH,
  bake: '400ms',
  warmFor: '5m',
  drain: '5s',
  stop_grace_period: '2s',
};

export interface WorkshopOptions {
  /** A way to the engine of the test, instead of its own endpoint. */
  readonly endpoint?: string;
  /** The data folder; whoever names one removes it. */
  readonly home?: string;
  /** Instead of the one that the set-up provided. */
  readonly test?: TestEngine;
}

export async function openWorkshop(options: WorkshopOptions = {}): Promise<Workshop> {
  const test = options.test ?? testEngine();
  const mark = randomBytes(3).toString('hex');
  const root = await mkdtemp(join(tmpdir(), 'twinberth-workshop-'));
  const folder = join(root, 'app');
  await mkdir(folder);
  await cp(join(import.meta.dirname, 'sample-app'), folder, { recursive: true });
  await baseOn(join(folder, 'Dockerfile'), test.images.node);
  const names = { app: `web-${mark}`, dev: `dev-${mark}`, prod: `prod-${mark}` };
  const ports = { dev: await freePort(), prod: await freePort() };
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: root,
    TWINBERTH_HOME: options.home ?? join(root, 'home'),
    TWINBERTH_EDGE_IMAGE: test.images.edge,
    TWINBERTH_RUN: test.run,
    TWINBERTH_HOST_ADDRESS: test.address,
    DOCKER_HOST: options.endpoint ?? test.endpoint,
  };
  const engine = await connectEngine(parseEndpoint(test.endpoint), { clock: systemClock, log: silentLog });
  const cores: Core[] = [];
  const open = (more: Partial<CoreOptions> = {}): Core => {
    const core = createCore({ env, platform: process.platform, home: root, via: 'core', ...more });
    cores.push(core);
    return core;
  };
  let built = 0;
  const workshop: Workshop = {
    ...names,
    ports,
    folder,
    env,
    engine,
    test,
    address: test.address,
    core: open(),
    configure: async ({ version = 'v1', behaviour = 'ok', app = {}, dev = {}, prod = {} }) => {
      const document = {
        app: names.app,
        ...('image' in app ? {} : { build: { args: { VERSION: version, BEHAVIOUR: behaviour } } }),
        ...QUICK,
        ...app,
        environments: {
          [names.dev]: { publish: ports.dev, ...dev },
          [names.prod]: { publish: ports.prod, ...prod },
        },
      };
      await writeFile(join(folder, 'twinberth.yaml'), stringify(document));
    },
    release: async (change = {}) => {
      built += 1;
      await workshop.configure({ version: `v${built}`, ...change });
      await workshop.core.apps.add(folder);
      return (await workshop.core.releases.build({ app: names.app })).release.version;
    },
    secondCore: open,
    get: (port, path = '/') => getOnce(test.address, port, path),
    remove: async () => {
      await Promise.all(cores.map((core) => core.close()));
      await removeTraces(engine, names);
      engine.close();
      await rm(root, { recursive: true, force: true });
    },
  };
  return workshop;
}

/** Over a connection of its own: one that is kept would go on with the old version in TCP mode. */
function getOnce(host: string, port: number, path: string): ReturnType<Workshop['get']> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host, port, path, agent: false, timeout: 10_000 }, (response) => {
      const version = response.headers['x-version'];
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          version: typeof version === 'string' ? version : null,
          body,
        }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`no answer from ${host}:${port} within 10 s`)));
    request.on('error', reject);
  });
}

async function baseOn(dockerfile: string, image: string): Promise<void> {
  const text = await readFile(dockerfile, 'utf8');
  await writeFile(dockerfile, text.replace(/^ARG BASE.*$/m, '').replace('${BASE}', image));
}

/** Everything on the engine that belongs to a workshop, by label. */
async function removeTraces(
  engine: Engine,
  names: { readonly app: string; readonly dev: string; readonly prod: string },
) {
  for (const container of await engine.containers.list({ [LABEL.app]: names.app }))
    await engine.containers.remove(container.id);
  for (const network of await engine.networks.list({ [LABEL.version]: true })) {
    const environment = network.labels[LABEL.env];
    if (environment === names.dev || environment === names.prod) await engine.networks.remove(network.id);
  }
  for (const volume of await engine.volumes.list({ [LABEL.app]: names.app }))
    await engine.volumes.remove(volume.name);
  for (const image of await engine.images.list({ [LABEL.app]: names.app })) {
    for (const tag of image.tags) await engine.images.removeTag(tag);
  }
}

/** A port that nobody has at the moment, on this machine. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '0.0.0.0', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
