import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAppCommands } from '../../../electron/core/apps/create-app-commands.ts';
import { createEnvironmentCommands } from '../../../electron/core/environments/create-environment-commands.ts';
import { createHostCommands } from '../../../electron/core/hosts/create-host-commands.ts';
import { lockHolder } from '../db/sample-rows.ts';
import { container, LOCAL, recordServing, stageRegistry } from '../hosts/stage-registry.ts';
import { appFolder } from './app-folder.ts';

const WEB = 'app: web\nenvironments: { dev: , staging: , prod: }\n';

describe('adding an app', () => {
  it('registers the app, its environments in the order of the file, and host `local`', async () => {
    const { deps, stores } = stageRegistry();
    const folder = await appFolder(WEB);
    const { app, config } = await createAppCommands(deps).add(folder);
    expect(app).toMatchObject({ name: 'web', directory: folder });
    expect(config.environments.size).toBe(3);
    const local = stores.hosts.byName('local');
    expect(stores.environments.list().map(({ name, position, hosts }) => [name, position, hosts])).toEqual([
      ['dev', 1, [local?.id]],
      ['staging', 2, [local?.id]],
      ['prod', 3, [local?.id]],
    ]);
  });

  it('changes nothing the second time', async () => {
    const { deps, stores, clock } = stageRegistry();
    const apps = createAppCommands(deps);
    const folder = await appFolder(WEB);
    const first = await apps.add(folder);
    clock.set(clock.now() + 5000);
    const second = await apps.add(folder);
    expect(second.app).toEqual(first.app);
    expect(second.warnings).toEqual([]);
    expect(stores.environments.list()).toHaveLength(3);
  });

  it('puts new environments between those that the file names around them', async () => {
    const { deps, stores } = stageRegistry();
    const apps = createAppCommands(deps);
    await apps.add(await appFolder('app: api\nenvironments: { dev: , prod: }\n'));
    await apps.add(await appFolder('app: web\nenvironments: { local: , dev: , staging: , prod: , dr: }\n'));
    expect(stores.environments.list().map(({ name }) => name)).toEqual([
      'local',
      'dev',
      'staging',
      'prod',
      'dr',
    ]);
  });

  it('leaves environments as they were registered, on their own hosts', async () => {
    const { deps, stores, engines } = stageRegistry();
    engines['tcp://b:1'] = { containers: [] };
    await createHostCommands(deps).add({ name: 'box', endpoint: 'tcp://b:1' });
    const policy = { tested: true, soakMs: 0, approval: false };
    await createEnvironmentCommands(deps).add({ name: 'prod', hosts: ['box'], policy });
    const { warnings } = await createAppCommands(deps).add(await appFolder(WEB));
    expect(warnings).toEqual(['dev, staging are on host box, there being no host `local`']);
    expect(stores.environments.byName('prod')?.policy).toEqual(policy);
    expect(stores.hosts.list()).toHaveLength(1);
  });

  it('registers nothing when no engine answers', async () => {
    const { deps, stores, engines } = stageRegistry();
    engines[LOCAL] = undefined;
    await expect(createAppCommands(deps).add(await appFolder(WEB))).rejects.toMatchObject({
      code: 'engine.unreachable',
    });
    expect([stores.apps.list(), stores.environments.list(), stores.hosts.list()]).toEqual([[], [], []]);
  });

  it('follows an app that moved, and refuses a second one of its name', async () => {
    const { deps } = stageRegistry();
    const apps = createAppCommands(deps);
    const folder = await appFolder(WEB);
    await apps.add(folder);
    const other = await appFolder(WEB);
    await expect(apps.add(other)).rejects.toMatchObject({
      code: 'app.taken',
      message: expect.stringContaining(folder) as string,
    });
    await rename(join(folder, 'twinberth.yaml'), join(folder, 'elsewhere.yaml'));
    const moved = await apps.add(other);
    expect(moved.warnings).toEqual([`web has moved here from ${folder}`]);
    expect(apps.list()).toMatchObject([{ name: 'web', directory: other }]);
  });

  it('does not take over from a file that cannot be understood just now', async () => {
    const { deps } = stageRegistry();
    const apps = createAppCommands(deps);
    const folder = await appFolder(WEB);
    await apps.add(folder);
    await writeFile(join(folder, 'twinberth.yaml'), 'app: [');
    await expect(apps.add(await appFolder(WEB))).rejects.toMatchObject({ code: 'app.taken' });
  });
});

describe("an app's configuration", () => {
  it('is read anew each time', async () => {
    const apps = createAppCommands(stageRegistry().deps);
    const folder = await appFolder(WEB);
    await apps.add(folder);
    await writeFile(join(folder, 'twinberth.yaml'), `${WEB}replicas: 3\n`);
    expect((await apps.config('web')).environments.get('dev')?.replicas).toBe(3);
    await rm(join(folder, 'twinberth.yaml'));
    await expect(apps.config('web')).rejects.toMatchObject({ code: 'config.missing' });
  });

  it('is not that of another app', async () => {
    const apps = createAppCommands(stageRegistry().deps);
    const folder = await appFolder(WEB);
    await apps.add(folder);
    await writeFile(join(folder, 'twinberth.yaml'), WEB.replace('web', 'shop'));
    await expect(apps.config('web')).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining('registered as web and now says `app: shop`') as string,
    });
  });

  it('of an unknown app is refused with the one that was meant', async () => {
    const apps = createAppCommands(stageRegistry().deps);
    await apps.add(await appFolder(WEB));
    await expect(apps.config('wbe')).rejects.toMatchObject({
      code: 'app.unknown',
      message: 'There is no app named wbe. Did you mean web?',
    });
  });
});

describe('removing an app', () => {
  it('forgets one of which nothing runs, and keeps its history', async () => {
    const { deps, stores } = stageRegistry();
    const apps = createAppCommands(deps);
    await apps.add(await appFolder(WEB));
    const host = stores.hosts.byName('local')?.id ?? '';
    const id = recordServing(stores, { app: 'web', environment: 'dev', host });
    stores.berths.put({ app: 'web', environment: 'dev', host, slot: 1, held: false });
    const removal = await apps.remove('web');
    expect(removal).toEqual({ containers: 0, networks: [], volumes: [], unreachable: [] });
    expect(apps.list()).toEqual([]);
    expect(stores.berths.list({ app: 'web' })).toEqual([]);
    expect(stores.deployments.get(id)).toMatchObject({ app: 'web', state: 'superseded' });
  });

  it('is refused while something runs, by the history or by the engine alone', async () => {
    const { deps, stores, engines } = stageRegistry();
    const apps = createAppCommands(deps);
    await apps.add(await appFolder(WEB));
    engines[LOCAL] = { containers: [container('c', { app: 'web', env: 'prod', role: 'replica' })] };
    await expect(apps.remove('web')).rejects.toMatchObject({
      code: 'app.in-use',
      details: { running: ['prod on local'] },
    });
    const host = stores.hosts.byName('local')?.id ?? '';
    recordServing(stores, { app: 'web', environment: 'dev', host });
    await expect(apps.remove('web')).rejects.toMatchObject({
      code: 'app.in-use',
      message: expect.stringContaining('twinberth app rm web --force') as string,
      details: { running: ['dev on local'] },
    });
    expect(apps.list()).toHaveLength(1);
  });

  it('is refused, also with force, while somebody works on it here or elsewhere', async () => {
    const { deps, stores, engines } = stageRegistry();
    const apps = createAppCommands(deps);
    await apps.add(await appFolder(WEB));
    engines[LOCAL] = {
      containers: [container('lock', { app: 'web', env: 'dev', role: 'lock', owner: 'bob@loft' }, 'created')],
    };
    await expect(apps.remove('web', { force: true })).rejects.toMatchObject({
      code: 'placement.locked',
      details: { by: 'bob@loft' },
    });
    engines[LOCAL] = { containers: [] };
    const host = stores.hosts.byName('local')?.id ?? '';
    recordServing(stores, { app: 'web', environment: 'dev', host });
    stores.locks.acquire(lockHolder({ host }));
    await expect(apps.remove('web', { force: true })).rejects.toMatchObject({ code: 'placement.locked' });
    expect(apps.list()).toHaveLength(1);
  });

  it('with force leaves behind what is on a host that does not answer, and says so', async () => {
    const { deps, stores, engines } = stageRegistry();
    const apps = createAppCommands(deps);
    await apps.add(await appFolder(WEB));
    const host = stores.hosts.byName('local')?.id ?? '';
    recordServing(stores, { app: 'web', environment: 'dev', host });
    engines[LOCAL] = undefined;
    const removal = await apps.remove('web', { force: true });
    expect(removal.unreachable).toEqual(['local']);
    expect(apps.list()).toEqual([]);
  });
});
