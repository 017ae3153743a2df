import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BuildStage } from '../../../electron/core/core.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import type { ReleaseDeps } from '../../../electron/core/releases/release-deps.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import type { AppConfig, SourceConfig, TestConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';
import { testEngine } from '../../support/test-engine.ts';
import { classicOnly } from './classic-only.ts';

/** A folder with an app in it, a history, and the real engine: all that a build needs. */
export interface ReleaseWorkshop {
  readonly app: string;
  readonly engine: Engine;
  readonly host: Host;
  readonly stores: Stores;
  readonly deps: ReleaseDeps;
  readonly stages: BuildStage[];
  /** Writes files below the app's folder. */
  write(files: Readonly<Record<string, string>>): void;
  /** What twinberth.yaml would say. */
  configure(change: { readonly source?: SourceConfig; readonly test?: TestConfig | undefined }): void;
  readonly folder: string;
}

/** Everything that it makes on the engine is removed when the test is over. */
export async function openReleaseWorkshop(
  options: { readonly builder?: 'buildkit' | 'classic' } = {},
): Promise<ReleaseWorkshop> {
  const { endpoint: spelling, run } = testEngine();
  const app = `tb${randomIds.next()}`;
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-workshop-'));
  const relay =
    options.builder === 'classic'
      ? await classicOnly(parseEndpoint(spelling), join(folder, 'engine.sock'))
      : undefined;
  const endpoint = relay?.endpoint ?? parseEndpoint(spelling);
  const engine = await connectEngine(endpoint, { clock: systemClock, log: silentLog });
  const stores = openStores(join(folder, 'history.sqlite'), { clock: systemClock, ids: randomIds });
  const host: Host = {
    id: 'h1',
    name: 'local',
    endpoint,
    address: '127.0.0.1',
    createdAt: 1,
  };
  stores.hosts.add(host);
  stores.apps.add({ name: app, directory: join(folder, 'app'), createdAt: 1 });
  stores.environments.add({
    id: 'e1',
    name: 'dev',
    position: 1,
    hosts: [host.id],
    policy: { tested: false, soakMs: 0, approval: false },
  });
  let config: AppConfig = {
    app,
    directory: join(folder, 'app'),
    file: join(folder, 'app', 'twinberth.yaml'),
    source: { kind: 'build', context: join(folder, 'app'), dockerfile: 'Dockerfile', args: {} },
    environments: new Map(),
  };
  onTestFinished(async () => {
    await removeEverything(engine, app);
    engine.close();
    relay?.close();
    stores.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    app,
    engine,
    host,
    stores,
    folder: join(folder, 'app'),
    stages: [],
    deps: {
      stores,
      clock: systemClock,
      ids: randomIds,
      log: silentLog,
      owner: 'ann@desk',
      machine: 'desk',
      pid: process.pid,
      isAlive: () => true,
      runLabel: run,
      engineOf: () => Promise.resolve(engine),
      appConfig: () => Promise.resolve(config),
      dockerConfigDir: join(folder, 'docker'),
      contextCachePath: join(folder, 'cache'),
    },
    write: (files) => {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, 'app', name)), { recursive: true });
        writeFileSync(join(folder, 'app', name), content);
      }
    },
    configure: ({ source, test }) => {
      config = { ...config, ...(source ? { source } : {}), ...(test ? { test } : {}) };
    },
  };
}

/** Every image that has a tag of the app, or its label, with all its tags. */
export async function imagesOf(engine: Engine, app: string): Promise<readonly string[]> {
  const all = await engine.images.list({});
  return all
    .filter(
      (image) =>
        image.labels['dev.twinberth.app'] === app || image.tags.some((tag) => tag.startsWith(`${app}:`)),
    )
    .map((image) => image.id);
}

async function removeEverything(engine: Engine, app: string): Promise<void> {
  for (const container of await engine.containers.list({ 'dev.twinberth.app': app })) {
    await engine.containers.remove(container.id);
  }
  for (const image of await engine.images.list({})) {
    const own = image.tags.filter((tag) => tag.startsWith(`${app}:`));
    for (const tag of own) await engine.images.removeTag(tag);
    if (image.labels['dev.twinberth.app'] === app) await engine.images.remove(image.id);
  }
}
