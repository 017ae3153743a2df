import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Engine, EngineInfo } from '../../../electron/core/engine/engine.ts';
import { adviseEngine } from '../../../electron/core/hosts/advise-engine.ts';
import { searchEngines } from '../../../electron/core/hosts/search-engines.ts';
import { tryHost } from '../../../electron/core/hosts/try-host.ts';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { formatEndpoint, type Endpoint } from '../../../shared/model/host.ts';
import { temporaryFolder } from '../apps/app-folder.ts';
import { stageRegistry } from './stage-registry.ts';

const INFO = {
  id: 'ABCD',
  name: 'desk',
  version: '29.0.1',
  flavour: 'docker',
  builder: 'buildkit',
} as EngineInfo;

/** Engines by endpoint; everything else refuses, or says that it may not be used. */
function connectTo(engines: Readonly<Record<string, EngineInfo | 'forbidden'>>) {
  return (endpoint: Endpoint): Promise<Engine> => {
    const text = formatEndpoint(endpoint);
    const found = engines[text];
    if (found === undefined)
      return Promise.reject(new Failure('engine.unreachable', `No engine answers at ${text}.`));
    if (found === 'forbidden')
      return Promise.reject(new Failure('permission', `${text} may not be used by you.`));
    const images = { inspect: () => Promise.resolve(undefined) };
    return Promise.resolve({
      info: () => Promise.resolve(found),
      close: () => undefined,
      images,
    } as unknown as Engine);
  };
}

async function search(
  engines: Parameters<typeof connectTo>[0],
  env: Readonly<Record<string, string>> = {},
  platform: NodeJS.Platform = 'linux',
) {
  const home = await temporaryFolder();
  const resolveEndpoint = (text: string | undefined) =>
    Promise.resolve().then(() => parseEndpoint(text ?? 'unix:///x'));
  const deps = { connect: connectTo(engines), clock: systemClock, resolveEndpoint };
  return { home, found: () => searchEngines(deps, { platform, home, env }) };
}

describe('the search for engines', () => {
  test('tells each place once, by its first name, with what answered or why not', async () => {
    const { found } = await search(
      { 'unix:///var/run/docker.sock': INFO },
      { DOCKER_HOST: 'unix:///var/run/docker.sock', XDG_RUNTIME_DIR: '/run/user/7' },
    );
    const { tried, advice, platform } = await found();
    expect(platform).toBe('linux');
    expect(tried.filter(({ endpoint }) => endpoint === 'unix:///var/run/docker.sock')).toMatchObject([
      { from: 'DOCKER_HOST', engine: { version: '29.0.1' } },
    ]);
    expect(tried).toContainEqual(
      expect.objectContaining({
        from: 'usual place of Podman',
        endpoint: 'unix:///run/user/7/podman/podman.sock',
        problem: expect.objectContaining({ code: 'engine.unreachable' }) as unknown,
      }),
    );
    expect(tried.every(({ engine }) => engine === undefined || !('id' in engine))).toBe(true);
    expect(advice).toEqual([]);
  });

  test('asks every context of the docker command, and says what is wrong with one', async () => {
    const { home, found } = await search({ 'tcp://nuc:2375': INFO });
    const contexts = { nuc: 'tcp://nuc:2375', far: 'ssh://ann:hunter2@nuc' };
    for (const [name, host] of Object.entries(contexts)) {
      const folder = join(home, '.docker/contexts/meta', createHash('sha256').update(name).digest('hex'));
      await mkdir(folder, { recursive: true });
      const meta = { Name: name, Endpoints: { docker: { Host: host } } };
      await writeFile(join(folder, 'meta.json'), JSON.stringify(meta));
    }
    const { tried } = await found();
    expect(tried.find(({ from }) => from === 'context nuc')?.engine?.name).toBe('desk');
    const far = tried.find(({ from }) => from === 'context far');
    expect(far?.problem).toMatchObject({ code: 'usage', message: expect.stringContaining('ssh') as string });
    expect(JSON.stringify(far)).not.toContain('hunter2');
  });

  test('says how to get one here, first what is missing to one that is there', async () => {
    const { found } = await search({ 'unix:///var/run/docker.sock': 'forbidden' });
    expect((await found()).advice[0]).toMatchObject({ command: 'sudo usermod -aG docker "$USER"' });
    for (const platform of ['linux', 'darwin', 'win32']) {
      const advice = adviseEngine(platform, []);
      expect(advice.length).toBeGreaterThan(1);
      expect(advice.some(({ command }) => command !== undefined)).toBe(true);
    }
  });

  test('knows the pipes of Windows', async () => {
    const { found } = await search({ 'npipe:////./pipe/docker_engine': INFO }, {}, 'win32');
    expect((await found()).tried.map(({ engine }) => engine?.name)).toEqual(['desk', undefined, undefined]);
  });
});

describe('trying an endpoint', () => {
  test('says what is there, which host it is already, and records nothing', async () => {
    const stage = stageRegistry();
    const host = {
      id: 'h',
      name: 'attic',
      endpoint: parseEndpoint('tcp://attic:2375'),
      address: 'attic',
      createdAt: 1,
    };
    stage.stores.hosts.add(host);
    const engines = connectTo({
      'tcp://attic:2375': INFO,
      'unix:///link.sock': INFO,
      'tcp://other:2375': { ...INFO, id: 'EFGH' },
    });
    const deps = {
      ...stage.deps,
      clock: systemClock,
      connect: engines,
      engineOf: () => engines(host.endpoint),
    };
    expect(await tryHost(deps, 'unix:///link.sock')).toMatchObject({
      endpoint: 'unix:///link.sock',
      engine: { version: '29.0.1' },
      same: 'attic',
    });
    const other = await tryHost(deps, 'tcp://other:2375');
    expect(other.same).toBeUndefined();
    expect(other.warnings.join(' ')).toContain('without TLS');
    await expect(tryHost(deps, 'unix:///nowhere')).rejects.toMatchObject({ code: 'engine.unreachable' });
    expect(stage.stores.hosts.list()).toHaveLength(1);
  });
});
