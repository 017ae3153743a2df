import { describe, expect, it } from 'vitest';
import { createHostCommands } from '../../../electron/core/hosts/create-host-commands.ts';
import { ensureLocalHost } from '../../../electron/core/hosts/ensure-local-host.ts';
import { LOCAL, recordServing, stageRegistry } from './stage-registry.ts';

describe('adding a host', () => {
  it('records an engine that answers, with where its ports are reached', async () => {
    const { deps, engines } = stageRegistry();
    engines['tcp://10.0.0.5:2376'] = { containers: [] };
    const hosts = createHostCommands(deps);
    const { host, info } = await hosts.add({ name: 'box', endpoint: 'tcp://10.0.0.5:2376' });
    expect(info.version).toBe('20.10.24');
    expect(host).toMatchObject({ name: 'box', address: '10.0.0.5' });
    const local = await hosts.add({ name: 'here', address: 'box.lan' });
    expect(local.host).toMatchObject({ endpoint: { kind: 'unix' }, address: 'box.lan' });
    expect(hosts.list().map(({ name }) => name)).toEqual(['box', 'here']);
  });

  it('records nothing when the engine does not answer', async () => {
    const { deps } = stageRegistry();
    const hosts = createHostCommands(deps);
    await expect(hosts.add({ name: 'box', endpoint: 'tcp://nowhere:1' })).rejects.toMatchObject({
      code: 'engine.unreachable',
    });
    expect(hosts.list()).toEqual([]);
  });

  it('refuses a name or an engine that is registered already', async () => {
    const hosts = createHostCommands(stageRegistry().deps);
    await hosts.add({ name: 'here' });
    await expect(hosts.add({ name: 'here', endpoint: 'unix:///x' })).rejects.toMatchObject({
      code: 'host.taken',
    });
    await expect(hosts.add({ name: 'again' })).rejects.toMatchObject({
      code: 'host.taken',
      message: `${LOCAL} is registered as host here already.`,
    });
  });

  it('refuses a name that can be none', async () => {
    const hosts = createHostCommands(stageRegistry().deps);
    await expect(hosts.add({ name: 'My Box' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('`my-box`') as string,
    });
    await expect(hosts.add({ name: 'box', address: 'a b' })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('without any set-up', () => {
  it('the default engine becomes host `local`, once, at the address that was set', async () => {
    const { deps } = stageRegistry({ hostAddress: '10.9.0.2' });
    const [first, second] = await Promise.all([ensureLocalHost(deps), ensureLocalHost(deps)]);
    expect(first).toMatchObject({ name: 'local', address: '10.9.0.2' });
    expect(second.id).toBe(first.id);
    expect(deps.stores.hosts.list()).toHaveLength(1);
  });

  it('says so when no engine answers', async () => {
    const { deps, engines } = stageRegistry();
    engines[LOCAL] = undefined;
    await expect(ensureLocalHost(deps)).rejects.toMatchObject({ code: 'engine.unreachable' });
  });

  it('the oldest host is taken when others were registered by hand', async () => {
    const { deps, clock, engines } = stageRegistry();
    engines['tcp://a:1'] = engines['tcp://z:1'] = { containers: [] };
    const hosts = createHostCommands(deps);
    await hosts.add({ name: 'zebra', endpoint: 'tcp://z:1' });
    clock.set(clock.now() + 1000);
    await hosts.add({ name: 'ant', endpoint: 'tcp://a:1' });
    expect((await ensureLocalHost(deps)).name).toBe('zebra');
    expect(hosts.list()).toHaveLength(2);
  });
});

describe('removing a host', () => {
  it('forgets it and its connection', async () => {
    const { deps, forgotten } = stageRegistry();
    const hosts = createHostCommands(deps);
    const { host } = await hosts.add({ name: 'here' });
    await hosts.remove('here');
    expect(hosts.list()).toEqual([]);
    expect(forgotten).toEqual([host.id]);
  });

  it('is refused while an environment has it, or an app is on it', async () => {
    const { deps, stores } = stageRegistry();
    const hosts = createHostCommands(deps);
    const { host } = await hosts.add({ name: 'here' });
    const policy = { tested: false, soakMs: 0, approval: false };
    stores.environments.add({ id: 'e1', name: 'dev', position: 1, hosts: [host.id], policy });
    await expect(hosts.remove('here')).rejects.toMatchObject({
      code: 'host.in-use',
      message: expect.stringContaining('belongs to dev') as string,
    });
    recordServing(stores, { app: 'web', environment: 'dev', host: host.id });
    await expect(hosts.remove('here')).rejects.toMatchObject({
      code: 'host.in-use',
      message: expect.stringContaining('has web in dev') as string,
    });
    expect(hosts.list()).toHaveLength(1);
  });

  it('names the one that was meant', async () => {
    const hosts = createHostCommands(stageRegistry().deps);
    await hosts.add({ name: 'attic' });
    await expect(hosts.remove('atic')).rejects.toMatchObject({
      code: 'host.unknown',
      message: 'There is no host named atic. Did you mean attic?',
    });
  });
});
