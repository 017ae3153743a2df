import { describe, expect, it } from 'vitest';
import type { EdgeState } from '../../../electron/core/edge/edge.ts';
import { createAppCommands } from '../../../electron/core/apps/create-app-commands.ts';
import type { PlacementStatus } from '../../../electron/core/core.ts';
import type { ContainerSummary } from '../../../electron/core/engine/engine.ts';
import { createStatusQuery } from '../../../electron/core/health/placement-status.ts';
import { createHostCommands } from '../../../electron/core/hosts/create-host-commands.ts';
import { createEnvironmentCommands } from '../../../electron/core/environments/create-environment-commands.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { appFolder } from '../apps/app-folder.ts';
import { lockHolder } from '../db/sample-rows.ts';
import { container, LOCAL, recordServing, stageRegistry, type Stage } from './stage-registry.ts';

type Check = EdgeState['replicas'][number]['status'];

function edgeState(gate: EdgeState['gate'], ...checks: readonly Check[]): EdgeState {
  return {
    gate,
    gateOnRestart: 'blue',
    replicas: checks.map((status, index) => ({
      colour: 'blue',
      replica: index + 1,
      address: '10.0.0.1',
      status,
      ready: status === 'up',
      check: status === 'up' ? 'L7OK 200' : 'L4CON Connection refused',
      sinceMs: 1,
    })),
    traffic: {} as EdgeState['traffic'],
  };
}

const edge = (state = 'running') =>
  container('twinberth-web-dev-edge', { app: 'web', env: 'dev', role: 'edge' }, state);
const replica = (number: number, colour = 'blue', state = 'running') =>
  container(
    colour === 'blue' ? `web-${number}` : `web-${colour}-${number}`,
    { app: 'web', env: 'dev', role: 'replica', colour },
    state,
  );

interface Scene extends Stage {
  readonly host: string;
  readonly status: (state?: EdgeState | Error, app?: string) => Promise<readonly PlacementStatus[]>;
}

/** App `web`, release v1 with two replicas recorded as serving in `dev`, and an engine that has these containers. */
async function scene(...containers: readonly ContainerSummary[]): Promise<Scene> {
  const stage = stageRegistry();
  const apps = createAppCommands(stage.deps);
  await apps.add(await appFolder('app: web\nenvironments: { dev: }\n'));
  const host = stage.stores.hosts.byName('local')?.id ?? '';
  recordServing(stage.stores, { app: 'web', environment: 'dev', host });
  stage.engines[LOCAL] = { containers };
  const status = (state: EdgeState | Error = edgeState('blue', 'up', 'up'), app?: string) =>
    createStatusQuery({
      stores: stage.stores,
      engineOf: stage.deps.engineOf,
      appConfig: (name) => apps.config(name),
      edgeState: () => (state instanceof Error ? Promise.reject(state) : Promise.resolve(state)),
    })(app);
  return { ...stage, host, status };
}

describe('a placement', () => {
  it('is well when the edge sees every replica up', async () => {
    const { status } = await scene(edge(), replica(1), replica(2));
    expect(await status()).toMatchObject([
      {
        app: 'web',
        environment: 'dev',
        host: 'local',
        version: 1,
        health: 'well',
        replicas: { up: 2, wanted: 2 },
        url: 'http://127.0.0.1:18080/',
        deployment: { id: 'd-web-dev' },
      },
    ]);
    expect((await status())[0]).not.toHaveProperty('problem');
  });

  it.each([
    ['degraded', edgeState('blue', 'up', 'down'), 1, 'replica 2 fails (L4CON Connection refused)'],
    ['down', edgeState('blue', 'down', 'down'), 0, 'check of replica 1 fails'],
    ['degraded', edgeState('green', 'up', 'up'), 2, 'Traffic goes to green, but blue is recorded'],
    ['down', edgeState('none', 'up', 'up'), 2, 'Traffic goes nowhere'],
    ['degraded', edgeState('hold', 'up', 'up'), 2, 'held'],
    ['unknown', new Failure('edge.failed', 'no answer'), 0, 'no answer'],
  ])('is %s by what its edge says', async (health, state, up, words) => {
    const { status } = await scene(edge(), replica(1), replica(2));
    const [found] = await status(state);
    expect(found).toMatchObject({ health, replicas: { up, wanted: 2 }, version: 1 });
    expect(found?.problem).toContain(words);
  });

  it('is gone when its containers are, and down when its edge is', async () => {
    expect((await (await scene()).status())[0]?.health).toBe('gone');
    expect((await (await scene(edge())).status())[0]?.health).toBe('gone');
    expect((await (await scene(replica(1), replica(2))).status())[0]?.health).toBe('down');
    const stopped = (await (await scene(edge('exited'), replica(1))).status())[0];
    expect(stopped).toMatchObject({ health: 'down', problem: expect.stringContaining('exited') as string });
  });

  it('is not well any more as soon as a container has ended, whatever the edge still believes', async () => {
    const ended = { ...replica(2), state: 'exited' };
    const [found] = await (await scene(edge(), replica(1), ended)).status();
    expect(found).toMatchObject({
      health: 'degraded',
      replicas: { up: 1, wanted: 2 },
      problem: 'web-2 is exited.',
    });
  });

  it('is empty before its first deployment', async () => {
    const { deps, stores, status } = await scene(edge(), replica(1), replica(2));
    const { hosts } = deps.stores.environments.byName('dev') ?? { hosts: [] };
    stores.berths.remove('web', 'dev', hosts[0] ?? '');
    const [found] = await status();
    expect(found).toMatchObject({ health: 'empty', replicas: { up: 0, wanted: 0 } });
    expect(found).not.toHaveProperty('version');
  });

  it('tells who works on it', async () => {
    const { stores, host, status } = await scene(edge(), replica(1), replica(2));
    stores.locks.acquire(lockHolder({ host }));
    expect((await status())[0]).toMatchObject({ lock: { by: 'ann@desk', purpose: 'deploy v2' } });
  });

  it.each([
    ['running', { version: 1, state: 'warm', until: 5000 }],
    ['exited', { version: 1, state: 'stopped' }],
    ['removed', undefined],
  ])('tells its warm standby as the engine sees it: %s', async (state, standby) => {
    const green = state === 'removed' ? [] : [replica(1, 'green', state)];
    const { stores, host, status } = await scene(edge(), replica(1), replica(2), ...green);
    const berth = stores.berths.get('web', 'dev', host);
    if (berth === undefined) throw new Error('no berth');
    stores.berths.put({ ...berth, green: { deployment: 'd-web-dev', state: 'warm', warmUntil: 5000 } });
    expect((await status())[0]?.standby).toEqual(standby);
  });
});

describe('one bad host', () => {
  it('makes its own placements unknown and no others', async () => {
    const { deps, engines, stores, status } = await scene(edge(), replica(1), replica(2));
    engines['tcp://b:1'] = { containers: [] };
    const { host } = await createHostCommands(deps).add({ name: 'box', endpoint: 'tcp://b:1' });
    await createEnvironmentCommands(deps).add({ name: 'prod', hosts: ['box', 'local'] });
    recordServing(stores, { app: 'web', environment: 'prod', host: host.id });
    engines['tcp://b:1'] = undefined;
    const found = await status();
    expect(found.map((each) => [each.environment, each.host, each.health])).toEqual([
      ['dev', 'local', 'well'],
      ['prod', 'box', 'unknown'],
    ]);
    expect(found[1]).toMatchObject({ version: 1, problem: 'tcp://b:1 does not answer' });
  });
});

describe('the status of', () => {
  it('an app whose file cannot be read still tells what is recorded', async () => {
    const { stores, status } = await scene(edge(), replica(1), replica(2));
    stores.apps.setDirectory('web', '/nowhere');
    expect(await status()).toMatchObject([
      { health: 'well', problem: expect.stringContaining('/nowhere') as string },
    ]);
  });

  it('an app that is not known is refused', async () => {
    const { status } = await scene();
    await expect(status(undefined, 'wbe')).rejects.toMatchObject({ code: 'app.unknown' });
  });
});
