import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import type { Engine, EngineImage } from '../../../electron/core/engine/engine.ts';
import { allocateVersion } from '../../../electron/core/releases/allocate-version.ts';
import { pickBuildHost } from '../../../electron/core/releases/pick-build-host.ts';
import { createReleaseCommands } from '../../../electron/core/releases/release-commands.ts';
import type { ReleaseDeps } from '../../../electron/core/releases/release-deps.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import type { AppConfig, PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Release } from '../../../shared/model/release.ts';

/** A history with two hosts, `attic` and `desk`, and an environment on each: `prod` on the first, `dev` on the second. */
function furnished(engines: Readonly<Record<string, Engine>> = {}): ReleaseDeps {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-releases-'));
  const stores = openStores(join(folder, 'history.sqlite'), { clock: systemClock, ids: randomIds });
  onTestFinished(() => {
    stores.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const name of ['attic', 'desk']) {
    stores.hosts.add({
      id: `h-${name}`,
      name,
      endpoint: { kind: 'unix', path: `/${name}` },
      address: '127.0.0.1',
      createdAt: 1,
    });
  }
  const policy = { tested: false, soakMs: 0, approval: false };
  stores.environments.add({ id: 'e1', name: 'prod', position: 2, hosts: ['h-attic'], policy });
  stores.environments.add({ id: 'e2', name: 'dev', position: 1, hosts: ['h-desk'], policy });
  stores.apps.add({ name: 'web', directory: '/web', createdAt: 1 });
  return {
    stores,
    clock: { ...systemClock, now: () => 1234 },
    ids: randomIds,
    log: silentLog,
    owner: 'ann@desk',
    machine: 'desk',
    pid: 1,
    isAlive: () => true,
    engineOf: (host) => {
      const engine = engines[host];
      return engine
        ? Promise.resolve(engine)
        : Promise.reject(new Failure('engine.unreachable', `${host} is silent`));
    },
    appConfig: () => Promise.reject(new Error('not for this test')),
    dockerConfigDir: folder,
    contextCachePath: folder,
  };
}

function config(...environments: readonly string[]): AppConfig {
  return {
    app: 'web',
    directory: '/web',
    file: '/web/twinberth.yaml',
    source: { kind: 'build', context: '/web', dockerfile: 'Dockerfile', args: {} },
    environments: new Map(environments.map((name) => [name, {} as PlacementConfig])),
  };
}

function release(version: number): Release {
  return {
    id: `r${version}`,
    app: 'web',
    version,
    tag: `web:v${version}`,
    identity: { configDigest: 'sha256:c', layers: [], platform: 'linux/amd64' },
    inputHash: 'f'.repeat(64),
    source: { kind: 'image', reference: 'x' },
    test: { state: 'untested' },
    sizeBytes: 1,
    createdAt: 1,
    createdBy: 'ann@desk',
  };
}

/** An engine with nothing but images of which only tags and labels matter. */
function engineWith(
  ...images: readonly { readonly tags?: readonly string[]; readonly labels?: Record<string, string> }[]
): Engine {
  const list = images.map((image) => ({ tags: [], labels: {}, ...image }) as unknown as EngineImage);
  return { images: { list: () => Promise.resolve(list) } } as unknown as Engine;
}

describe('the commands of releases', () => {
  test('an approval is recorded with who and when', () => {
    const deps = furnished();
    deps.stores.releases.add(release(1));
    const approval = createReleaseCommands(deps).approve({
      app: 'web',
      environment: 'prod',
      version: 1,
      message: 'seen it',
    });
    expect(approval).toEqual({
      app: 'web',
      environment: 'prod',
      version: 1,
      by: 'ann@desk',
      at: 1234,
      message: 'seen it',
    });
    expect(deps.stores.approvals.find('web', 'prod', 1)).toEqual(approval);
  });

  test('unknown names are refused with those that there are, and nothing is recorded', () => {
    const deps = furnished();
    deps.stores.releases.add(release(1));
    const commands = createReleaseCommands(deps);
    const approve = (app: string, environment: string, version: number) => () =>
      commands.approve({ app, environment, version });
    expect(approve('wbe', 'prod', 1)).toThrow(/There is no app named wbe\. Did you mean web\?/);
    expect(approve('web', 'production', 1)).toThrow(/no environment production\. Known: dev, prod\./);
    expect(approve('web', 'prod', 2)).toThrow(/web has no release v2\. The newest are v1;/);
    expect(() => commands.list('api')).toThrow(expect.objectContaining({ code: 'app.unknown' }) as Error);
    expect(() => commands.get('web', 9)).toThrow(
      expect.objectContaining({ code: 'release.unknown' }) as Error,
    );
    expect(deps.stores.approvals.find('web', 'prod', 2)).toBeUndefined();
  });
});

describe('the next version', () => {
  const allocate = (deps: ReleaseDeps, silent: string[] = []) =>
    allocateVersion(deps, config('dev', 'prod'), 'h-desk', (host) => silent.push(host));

  test('is the first one where nobody knows any', async () => {
    const none = engineWith({ tags: ['api:v4', 'registry.test/web:v5', 'web:latest'], labels: {} });
    expect(await allocate(furnished({ 'h-desk': none, 'h-attic': none }))).toBe(1);
  });

  test('is above what history, any host of any environment, a tag or a label knows', async () => {
    const own = furnished({ 'h-desk': engineWith(), 'h-attic': engineWith() });
    own.stores.releases.add(release(3));
    expect(await allocate(own)).toBe(4);
    const tag = engineWith({ tags: ['other:1', 'web:v7'] });
    expect(await allocate(furnished({ 'h-desk': engineWith(), 'h-attic': tag }))).toBe(8);
    const label = engineWith({ labels: { 'dev.twinberth.app': 'web', 'dev.twinberth.release': 'v11' } });
    expect(await allocate(furnished({ 'h-desk': label, 'h-attic': tag }))).toBe(12);
  });

  test('does not take a date for a version', async () => {
    const dated = engineWith({ tags: ['web:v20260131', 'web:v1.2', 'web:v02'] });
    expect(await allocate(furnished({ 'h-desk': dated, 'h-attic': dated }))).toBe(1);
  });

  test('is given also while a host does not answer, which is told', async () => {
    const silent: string[] = [];
    const deps = furnished({ 'h-desk': engineWith({ tags: ['web:v2'] }) });
    expect(await allocate(deps, silent)).toBe(3);
    expect(silent).toEqual(['attic']);
  });
});

describe('the host that builds', () => {
  test('is the first one of the first environment in the file, unless another is named', () => {
    const { stores } = furnished();
    expect(pickBuildHost(stores, config('prod', 'dev'), undefined).name).toBe('attic');
    expect(pickBuildHost(stores, config('new', 'dev', 'prod'), undefined).name).toBe('desk');
    expect(pickBuildHost(stores, config('prod'), 'desk').name).toBe('desk');
  });

  test('has to be known', () => {
    const { stores } = furnished();
    expect(() => pickBuildHost(stores, config('prod'), 'cellar')).toThrow(
      'There is no host cellar. Known: attic, desk.',
    );
    expect(() => pickBuildHost(stores, config('new'), undefined)).toThrow(
      /not clear which host should build/,
    );
  });
});
