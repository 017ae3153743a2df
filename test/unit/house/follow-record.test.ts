import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { sampleBegin, sampleRelease } from '../deployments/sample-records.ts';
import { stageHouse, type HouseStage } from './stage-house.ts';

const WAIT = { timeout: 10_000, interval: 10 };

let stage: HouseStage;

async function open(count = 2) {
  stage = await stageHouse(count);
  onTestFinished(() => stage.remove());
  const house = stage.open();
  await house.ready;
  const view = (app: string) => house.snapshot().placements.find((each) => each.app === app);
  return { house, view };
}

describe('the house', () => {
  test('shows what another process writes, and tells that lists are to be read again', async () => {
    const { house, view } = await open();
    const other = openStores(stage.file, { clock: systemClock, ids: randomIds });
    onTestFinished(() => other.close());
    const before = stage.ofType('history.changed').length;
    other.locks.acquire({
      app: 'app-2',
      environment: 'prod',
      host: 'host-1',
      token: 't',
      by: 'bob@desk',
      machine: 'desk',
      pid: 7,
      purpose: 'deploy of v2',
      since: 9,
    });
    await vi.waitUntil(() => view('app-2')?.lock !== undefined, WAIT);
    expect(view('app-2')?.lock).toEqual({ by: 'bob@desk', since: 9, purpose: 'deploy of v2' });
    other.apps.add({ name: 'fresh', directory: '/srv/fresh', createdAt: 2 });
    await vi.waitUntil(() => house.snapshot().apps.some(({ name }) => name === 'fresh'), WAIT);
    await vi.waitUntil(() => stage.ofType('history.changed').length > before, WAIT);
    expect(
      stage
        .ofType('registry.changed')
        .at(-1)
        ?.apps.map(({ name }) => name),
    ).toContain('fresh');
  });

  test('follows a deployment that another process performs, step by step, to its end', async () => {
    const { house } = await open();
    const other = openStores(stage.file, { clock: systemClock, ids: randomIds });
    onTestFinished(() => other.close());
    const plan = { ...sampleBegin('x', 1).plan, toColour: 'green' as const };
    other.deployments.begin(
      sampleBegin('d2', 1, { app: 'app-1', release: 'app-1-r1', colour: 'green', plan }),
    );
    other.deployments.beginStep('d2', 0, 'lock', 1);
    await vi.waitUntil(() => house.snapshot().live.length === 1, WAIT);
    expect(house.snapshot().placements[0]?.green).toEqual({ state: 'starting', version: 1 });
    other.deployments.endStep('d2', 0, { state: 'done', durationMs: 1 });
    other.deployments.beginStep('d2', 1, 'switch', 2);
    other.deployments.endStep('d2', 1, { state: 'done', durationMs: 1 });
    await vi.waitUntil(() => stage.ofType('deployment.switched').length === 1, WAIT);
    other.deployments.update('d2', { state: 'live', endedAt: 3, durationMs: 2 });
    await vi.waitUntil(() => stage.ofType('deployment.ended').length === 1, WAIT);
    expect(stage.ofType('deployment.ended')[0]?.live).toMatchObject({
      key: 'app-1/prod/local',
      deployment: { id: 'd2', state: 'live' },
      steps: [{ name: 'lock' }, { name: 'switch' }],
    });
    expect(house.snapshot().live).toEqual([]);
    expect(house.snapshot().notices[0]).toMatchObject({ kind: 'deployment.finished', deployment: 'd2' });
  });

  test('tells of a deployment that has come and gone between two looks', async () => {
    await open();
    stage.stores.transaction(() => {
      stage.stores.deployments.begin(sampleBegin('d3', 1, { app: 'app-1', release: 'app-1-r1' }));
      stage.stores.deployments.update('d3', { state: 'failed', endedAt: 3 });
    });
    await vi.waitUntil(() => stage.ofType('deployment.ended').length === 1, WAIT);
    expect(stage.ofType('deployment.changed').map(({ live }) => live.deployment.id)).toEqual(['d3']);
    expect(stage.ofType('deployment.ended')[0]?.live.deployment).toMatchObject({ id: 'd3', state: 'failed' });
  });

  test('shows what a deployment of this process notes and counts, and which operation performs it', async () => {
    const { house } = await open();
    stage.stores.deployments.begin(sampleBegin('d4', 1, { app: 'app-1', release: 'app-1-r1' }));
    const tell = stage.progress.through(undefined);
    tell({ kind: 'begun', deployment: 'd4' });
    tell({ kind: 'note', text: '0 of 1 ready' });
    tell({ kind: 'probes', sent: 20, failed: 1 });
    await vi.waitUntil(() => house.snapshot().live[0]?.probes !== undefined, WAIT);
    expect(house.snapshot().live[0]).toMatchObject({ note: '0 of 1 ready', probes: { sent: 20, failed: 1 } });
    tell({ kind: 'step', step: { index: 1, name: 'switch', state: 'running', startedAt: 1 } });
    await vi.waitUntil(() => house.snapshot().live[0]?.note === undefined, WAIT);
  });

  test('puts the marks of a scan on the cards, until another deployment serves', async () => {
    const { house, view } = await open();
    house.tellDrift([
      {
        app: 'app-1',
        environment: 'prod',
        host: 'local',
        state: 'checked',
        deployment: 'app-1-d1',
        checkedAt: 77,
        findings: [
          { kind: 'files', what: 'x', severity: 'info', since: 1, healing: '' },
          { kind: 'limit', what: 'y', severity: 'warning', since: 1, healing: '' },
        ],
      },
    ]);
    expect(view('app-1')?.drift).toEqual({ count: 2, worst: 'warning', checkedAt: 77 });
    const berth = stage.stores.berths.get('app-1', 'prod', 'host-1');
    if (berth === undefined) throw new Error('the berth is gone');
    stage.stores.deployments.begin(sampleBegin('d9', 1, { app: 'app-1', release: 'app-1-r1' }));
    stage.stores.berths.put({ ...berth, activeDeployment: 'd9' });
    await vi.waitUntil(() => view('app-1')?.deployment === 'd9', WAIT);
    expect(view('app-1')?.drift).toBeUndefined();
  });

  test('offers no way back to a release that was withdrawn, but to the one before', async () => {
    const { view } = await open(1);
    const { stores } = stage;
    const place = { app: 'app-1', environment: 'prod', host: 'host-1' };
    for (const version of [2, 3]) {
      const release = `app-1-r${version}`;
      stores.releases.add(
        sampleRelease(version, { id: release, app: 'app-1', tag: `app-1:v${version}`, inputHash: release }),
      );
      stores.deployments.setState(`app-1-d${version - 1}`, 'superseded');
      const id = `app-1-d${version}`;
      stores.deployments.begin(sampleBegin(id, version, { app: 'app-1', release }));
      stores.deployments.setState(id, 'live');
    }
    stores.berths.put({
      ...place,
      active: 'blue',
      activeDeployment: 'app-1-d3',
      blue: { deployment: 'app-1-d3', state: 'serving' },
      slot: 1,
      held: false,
    });
    await vi.waitUntil(() => view('app-1')?.back?.version === 2, WAIT);
    stores.releases.withdraw('app-1-r2', 1);
    await vi.waitUntil(() => view('app-1')?.back?.version === 1, { timeout: 3_000, interval: 10 });
    expect(view('app-1')?.back?.version).toBe(1);
  });

  test('has what is due settled while it is open', async () => {
    await open();
    await vi.waitUntil(() => stage.settled === 1, WAIT);
    stage.stores.dues.put({
      id: 'due',
      app: 'app-1',
      environment: 'prod',
      host: 'host-1',
      kind: 'standby',
      deployment: 'app-1-d1',
      at: Date.now() + 300,
      data: {},
    });
    await vi.waitUntil(() => stage.settled === 2, WAIT);
  });

  test('tells of what other processes have told and what was read there', async () => {
    const { house } = await open();
    const other = openStores(stage.file, { clock: systemClock, ids: randomIds });
    onTestFinished(() => other.close());
    other.notices.add({
      id: 'theirs',
      at: Date.now(),
      kind: 'host.away',
      title: 'rack does not answer',
      text: '',
      places: [],
      host: 'rack',
      read: false,
      actions: [],
      silent: false,
    });
    await vi.waitUntil(() => stage.ofType('notice.added').length === 1, WAIT);
    expect(stage.ofType('notice.added')[0]?.notice.id).toBe('theirs');
    expect(house.snapshot().notices.map(({ id }) => id)).toEqual(['theirs']);
    other.notices.read(['theirs']);
    await vi.waitUntil(() => stage.ofType('notices.read').length === 1, WAIT);
    house.notices.read(['theirs']);
    expect(stage.ofType('notices.read')).toEqual([{ type: 'notices.read', ids: ['theirs'] }]);
    expect(house.notices.list({ limit: 5 })[0]?.read).toBe(true);
  });

  test('is told once by two that watch the same', async () => {
    await open(1);
    const second = stage.open();
    await second.ready;
    const placement = stage.placement('app-1');
    placement.state.replica = 'exited';
    stage.tell(placement, 'replica', 'die', { exitCode: '1' });
    await vi.waitUntil(() => stage.stores.notices.list({ limit: 9 }).length > 0, WAIT);
    // Each house tells its own listeners of the one notice.
    await vi.waitUntil(() => stage.ofType('notice.added').length === 2, WAIT);
    placement.state.replica = 'running';
    stage.tell(placement, 'replica', 'start');
    await vi.waitUntil(() => stage.ofType('notice.added').length === 4, WAIT);
    expect(stage.stores.notices.list({ limit: 9 }).map(({ kind }) => kind)).toEqual([
      'health.recovered',
      'health.failed',
    ]);
    expect(
      stage.stores.healthChanges.list({ limit: 20 }).filter(({ event }) => event === undefined),
    ).toHaveLength(3);
  }, 30_000);
});
