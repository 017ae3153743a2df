import { describe, expect, it } from 'vitest';
import { createEnvironmentCommands } from '../../../electron/core/environments/create-environment-commands.ts';
import { createHostCommands } from '../../../electron/core/hosts/create-host-commands.ts';
import type { EnvironmentCommands } from '../../../electron/core/core.ts';
import { failureOf } from '../../support/failure-of.ts';
import { lockHolder } from '../db/sample-rows.ts';
import { container, LOCAL, recordServing, stageRegistry, type Stage } from '../hosts/stage-registry.ts';

async function stage(): Promise<Stage & { readonly environments: EnvironmentCommands }> {
  const staged = stageRegistry();
  staged.engines['tcp://b:1'] = { containers: [] };
  const hosts = createHostCommands(staged.deps);
  await hosts.add({ name: 'here' });
  await hosts.add({ name: 'box', endpoint: 'tcp://b:1' });
  return { ...staged, environments: createEnvironmentCommands(staged.deps) };
}

describe('adding an environment', () => {
  it('puts it last, or after another, and numbers the lanes anew', async () => {
    const { environments } = await stage();
    await environments.add({ name: 'dev', hosts: ['here'] });
    await environments.add({ name: 'prod', hosts: ['here'] });
    const staging = await environments.add({ name: 'staging', hosts: ['here'], after: 'dev' });
    await environments.add({ name: 'dr', hosts: ['here'] });
    expect(staging.position).toBe(2);
    expect(environments.list().map(({ name, position }) => [name, position])).toEqual([
      ['dev', 1],
      ['staging', 2],
      ['prod', 3],
      ['dr', 4],
    ]);
  });

  it('keeps its hosts in the order in which they are deployed to', async () => {
    const { environments, stores } = await stage();
    await environments.add({ name: 'prod', hosts: ['here', 'box'] });
    await environments.add({ name: 'odd', hosts: ['box', 'here'] });
    const names = environments.list().map(({ hosts }) => hosts.map((id) => stores.hosts.get(id)?.name));
    expect(names).toEqual([
      ['here', 'box'],
      ['box', 'here'],
    ]);
  });

  it.each([
    [{ name: 'Prod', hosts: ['here'] }, 'usage', '`prod`'],
    [{ name: 'prod', hosts: [] }, 'usage', '--host'],
    [{ name: 'prod', hosts: ['here', 'here'] }, 'usage', 'twice'],
    [{ name: 'prod', hosts: ['heer'] }, 'host.unknown', 'Did you mean here?'],
    [{ name: 'prod', hosts: ['here'], after: 'dve' }, 'environment.unknown', 'Did you mean dev?'],
    [{ name: 'dev', hosts: ['here'] }, 'environment.taken', 'dev already'],
  ])('refuses %o', async (request, code, words) => {
    const { environments } = await stage();
    await environments.add({ name: 'dev', hosts: ['here'] });
    const failure = await failureOf(environments.add(request));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(words);
    expect(environments.list()).toHaveLength(1);
  });
});

describe('adding an environment before anything was set up', () => {
  it('registers the engine at hand as `local`', async () => {
    const { deps } = stageRegistry();
    const environments = createEnvironmentCommands(deps);
    const [dev, prod] = await Promise.all([
      environments.add({ name: 'dev', hosts: ['local'] }),
      environments.add({ name: 'prod', hosts: ['local'] }),
    ]);
    const [local, ...others] = deps.stores.hosts.list();
    expect([local?.name, others]).toEqual(['local', []]);
    expect([dev.hosts, prod.hosts]).toEqual([[local?.id], [local?.id]]);
  });

  it('registers nothing for a request that is refused, for another name, or when no engine answers', async () => {
    const { deps, engines } = stageRegistry();
    const environments = createEnvironmentCommands(deps);
    const codeOf = async (name: string, hosts: readonly string[]) =>
      (await failureOf(environments.add({ name, hosts }))).code;
    expect(await codeOf('Dev', ['local'])).toBe('usage');
    expect(await codeOf('dev', ['local', 'local'])).toBe('usage');
    expect(await codeOf('dev', ['attic'])).toBe('host.unknown');
    engines[LOCAL] = undefined;
    expect(await codeOf('dev', ['local'])).toBe('engine.unreachable');
    expect(deps.stores.hosts.list()).toEqual([]);
  });

  it('but not beside hosts that somebody registered', async () => {
    const { environments, stores } = await stage();
    expect((await failureOf(environments.add({ name: 'dev', hosts: ['local'] }))).code).toBe('host.unknown');
    expect(stores.hosts.list().map(({ name }) => name)).not.toContain('local');
  });
});

describe('removing an environment', () => {
  it('forgets an empty one, even when one of its hosts does not answer', async () => {
    const { environments, engines } = await stage();
    await environments.add({ name: 'dev', hosts: ['here', 'box'] });
    engines['tcp://b:1'] = undefined;
    await environments.remove('dev');
    expect(environments.list()).toEqual([]);
  });

  it('is refused while something is recorded in it', async () => {
    const { environments, stores } = await stage();
    const { hosts } = await environments.add({ name: 'dev', hosts: ['here'] });
    recordServing(stores, { app: 'web', environment: 'dev', host: hosts[0] ?? '' });
    await expect(environments.remove('dev')).rejects.toMatchObject({
      code: 'environment.in-use',
      details: { running: ['web on here'] },
      message: expect.stringContaining('twinberth app rm web --force') as string,
    });
    expect(environments.list()).toHaveLength(1);
  });

  it('is refused while somebody works in it', async () => {
    const { environments, stores } = await stage();
    const { hosts } = await environments.add({ name: 'dev', hosts: ['here'] });
    stores.locks.acquire(lockHolder({ host: hosts[0] ?? '' }));
    await expect(environments.remove('dev')).rejects.toMatchObject({ code: 'environment.in-use' });
  });

  it('is refused when only the engine knows of something in it', async () => {
    const { environments, engines } = await stage();
    await environments.add({ name: 'dev', hosts: ['here'] });
    engines[LOCAL] = { containers: [container('c', { app: 'web', env: 'dev', role: 'replica' })] };
    await expect(environments.remove('dev')).rejects.toMatchObject({
      code: 'environment.in-use',
      details: { running: ['web on here'] },
    });
  });
});
