import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Host } from '../../../shared/model/host.ts';
import { createAppCommands } from '../../../electron/core/apps/create-app-commands.ts';
import { readSettings } from '../../../electron/core/apps/settings.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { ensureLocalHost } from '../../../electron/core/hosts/ensure-local-host.ts';
import type { RegistryDeps } from '../../../electron/core/hosts/registry-deps.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { testEngine } from '../../support/test-engine.ts';

/** A history of its own, the test engine as host `local`, and an app with a name that nothing else has. */
export interface EngineStage {
  readonly deps: RegistryDeps;
  readonly engine: Engine;
  readonly host: Host;
  readonly folder: string;
  /** Registered, with one environment of the name `environment`. */
  readonly app: string;
  readonly environment: string;
  /** Creates a container of that app and, unless `idle`, starts it. Removed with the test. */
  readonly container: (role: string, how: ContainerWish) => Promise<string>;
}

export interface ContainerWish {
  readonly labels?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly network?: string;
  readonly volume?: string;
  readonly idle?: boolean;
}

export async function stageEngine(): Promise<EngineStage> {
  const { endpoint, images, run } = testEngine();
  const unique = randomBytes(3).toString('hex');
  const names = { app: `reg-${unique}`, environment: `e${unique}` };
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-hosts-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(
    join(folder, 'twinberth.yaml'),
    `app: ${names.app}\nimage: ${images.busybox}\nenvironments: { ${names.environment}: }\n`,
  );
  const tools = { clock: systemClock, ids: randomIds, log: silentLog };
  const stores = openStores(join(folder, 'history.db'), tools);
  onTestFinished(() => stores.close());
  const engine = await connectEngine(parseEndpoint(endpoint, undefined), tools);
  onTestFinished(() => engine.close());
  const { settings } = readSettings(
    { TWINBERTH_HOME: folder, TWINBERTH_EDGE_IMAGE: images.edge, TWINBERTH_RUN: run },
    'linux',
    folder,
  );
  const deps: RegistryDeps = {
    ...tools,
    stores,
    settings,
    connect: (where) => connectEngine(where, tools),
    engineOf: () => Promise.resolve(engine),
    forgetEngine: () => undefined,
    resolveEndpoint: (text = endpoint) => Promise.resolve(parseEndpoint(text, undefined)),
    lockPlacement: () => ({ release: () => Promise.resolve() }),
    removeEdge: (on, edge) => on.containers.remove(edge.containerId),
  };
  const host = await ensureLocalHost(deps);
  await createAppCommands(deps).add(folder);
  const image = (await engine.images.inspect(images.busybox))?.id ?? '';

  const container = async (role: string, how: ContainerWish): Promise<string> => {
    const labels = labelsOf(names, role, run);
    const id = await engine.containers.create({
      name: `${names.app}-${role}-${randomBytes(2).toString('hex')}`,
      image,
      command: how.command ?? ['sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'],
      labels: { ...labels, ...how.labels },
      ...(how.network === undefined ? {} : { network: { name: how.network } }),
      ...(how.volume === undefined
        ? {}
        : { mounts: [{ kind: 'volume' as const, source: how.volume, target: '/data', readOnly: false }] }),
    });
    onTestFinished(() => engine.containers.remove(id));
    if (how.idle !== true) await engine.containers.start(id);
    return id;
  };
  return { deps, engine, host, folder, ...names, container };
}

export function labelsOf(
  names: { readonly app: string; readonly environment: string },
  role: string,
  run: string = testEngine().run,
): Record<string, string> {
  return {
    'dev.twinberth.version': '1',
    'dev.twinberth.owner': 'ann@desk',
    'dev.twinberth.app': names.app,
    'dev.twinberth.env': names.environment,
    'dev.twinberth.role': role,
    'dev.twinberth.run': run,
  };
}
