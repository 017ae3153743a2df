import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Core } from '../../electron/core/core.ts';
import { createCore } from '../../electron/core/create-core.ts';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import type { Engine } from '../../electron/core/engine/engine.ts';
import { LABEL } from '../../electron/core/engine/labels.ts';
import { parseEndpoint } from '../../electron/core/engine/parse-endpoint.ts';
import { atMost } from '../../electron/core/runtime/at-most.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import { rest } from './rest.ts';
import { testEngine } from '../support/test-engine.ts';

/** Placements of the real thing, deployed by a core. */
export interface WatchedFleet {
  readonly core: Core;
  remove(): Promise<void>;
}

/** A first deployment keeps an engine busy for a second; so many at a time. */
const AT_ONCE = 4;

/**
 * So many apps in one environment, each an edge and two replicas of BusyBox's httpd, checked once a second as by default.
 * Nothing is built: all run the fixture's image.
 */
export async function openWatchedFleet(apps: number): Promise<WatchedFleet> {
  const test = testEngine();
  const mark = randomBytes(3).toString('hex');
  const root = await mkdtemp(join(tmpdir(), 'twinberth-fleet-'));
  const environment = `fleet-${mark}`;
  const names = Array.from({ length: apps }, (_, index) => `fleet-${mark}-${index + 1}`);
  const engine = await connectEngine(parseEndpoint(test.endpoint), { clock: systemClock, log: silentLog });
  const core = createCore({
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: root,
      TWINBERTH_HOME: join(root, 'home'),
      TWINBERTH_EDGE_IMAGE: test.images.edge,
      TWINBERTH_RUN: test.run,
      DOCKER_HOST: test.endpoint,
    },
    platform: process.platform,
    home: root,
    via: 'core',
  });
  const remove = async (): Promise<void> => {
    await core.close();
    await removeTraces(engine, new Set(names), environment);
    engine.close();
    await rm(root, { recursive: true, force: true });
  };
  try {
    const inTurn = atMost(AT_ONCE);
    const setUp = async (name: string): Promise<void> => {
      await writeApp(join(root, name), name, environment, test.images.busybox);
      await core.apps.add(join(root, name));
      await core.releases.build({ app: name });
      const { deployment } = await core.deployments.deploy({ app: name, environment });
      if (deployment.state !== 'live')
        throw new Error(`${name}: ${deployment.error?.message ?? deployment.state}`);
    };
    // The first makes what all share: the host, the environment and its network.
    const [first = '', ...others] = names;
    await setUp(first);
    await Promise.all(others.map((name) => inTurn(() => setUp(name))));
    return { core, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function writeApp(folder: string, app: string, environment: string, image: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const serve = 'mkdir /www && echo ok >/www/index.html && exec httpd -f -p 8080 -h /www';
  const document = {
    app,
    image,
    port: 8080,
    command: ['/bin/sh', '-c', serve],
    replicas: 2,
    stop_signal: 'SIGKILL',
    health: { path: '/index.html', stable: '0s' },
    bake: '0s',
    environments: { [environment]: {} },
  };
  await writeFile(join(folder, 'twinberth.yaml'), stringify(document));
}

/** An engine goes on taking containers off a network for a while after it said that they are removed. */
async function removeNetwork(engine: Engine, id: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    try {
      await engine.networks.remove(id);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await rest();
    }
  }
}

async function removeTraces(engine: Engine, apps: ReadonlySet<string>, environment: string): Promise<void> {
  const inTurn = atMost(8);
  const ours = { [LABEL.env]: environment };
  const containers = await engine.containers.list(ours);
  await Promise.all(containers.map(({ id }) => inTurn(() => engine.containers.remove(id))));
  for (const { name } of await engine.volumes.list(ours)) await engine.volumes.remove(name);
  for (const { id } of await engine.networks.list(ours)) await removeNetwork(engine, id);
  // All are tags of the fixture's own image, which has none of our labels, and stays.
  for (const tag of (await engine.images.tags()).keys())
    if (apps.has(tag.split(':')[0] ?? '')) await engine.images.removeTag(tag);
}
