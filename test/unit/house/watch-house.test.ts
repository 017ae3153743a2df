import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Failure } from '../../../electron/core/runtime/failure.ts';
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
  test('shows what is recorded beside what engine and edges say', async () => {
    const { house, view } = await open();
    const snapshot = house.snapshot();
    expect(snapshot.hosts).toMatchObject([{ name: 'local', state: 'here', version: '20.10.24' }]);
    expect(snapshot.lanes).toMatchObject([{ name: 'prod', hosts: ['local'] }]);
    expect(
      snapshot.apps.map(({ name, newest, deployable, next }) => [name, newest, deployable, next]),
    ).toEqual([
      ['app-1', 1, 1, 2],
      ['app-2', 1, 1, 2],
    ]);
    expect(view('app-1')).toMatchObject({
      health: 'well',
      replicas: { up: 1, wanted: 1 },
      version: 1,
      tag: 'app-1:v1',
      active: 'blue',
      since: 5000,
      blue: { state: 'serving', version: 1 },
      green: { state: 'empty' },
      url: 'http://127.0.0.1:18080/',
      held: false,
    });
  });

  test('numbers its events from 1 without a gap, and a snapshot says which it has seen', async () => {
    const { house } = await open();
    expect(stage.events.map(({ seq }) => seq)).toEqual(stage.events.map((_, index) => index + 1));
    expect(house.snapshot().seq).toBe(stage.events.length);
  });

  test('sees at once that a container has ended, and that it is back', async () => {
    const { view } = await open();
    const placement = stage.placement('app-1');
    placement.state.replica = 'exited';
    placement.check = 'DOWN,1,L4CON,';
    stage.tell(placement, 'replica', 'die', { exitCode: '137' });
    await vi.waitUntil(() => view('app-1')?.health === 'down', WAIT);
    expect(view('app-1')?.problem).toContain('twinberth-app-1-prod-blue-1 is exited');
    expect(view('app-2')?.health).toBe('well');
    placement.state.replica = 'running';
    placement.check = 'UP,0,L7OK,200';
    stage.tell(placement, 'replica', 'start');
    await vi.waitUntil(() => view('app-1')?.health === 'well', WAIT);
  });

  test('believes the end of a container, although the list still has it as running', async () => {
    const { view } = await open();
    const placement = stage.placement('app-1');
    stage.tell(placement, 'replica', 'die', { exitCode: '1' });
    await vi.waitUntil(() => view('app-1')?.health === 'down', WAIT);
    expect(view('app-1')?.problem).toContain('is exited');
  });

  test('asks for many containers in one request', async () => {
    await open(40);
    const asked = stage.fake.calls.length;
    for (const placement of stage.placements) {
      placement.state.replica = 'exited';
      stage.tell(placement, 'replica', 'stop');
    }
    await vi.waitUntil(
      () =>
        stage.ofType('placement.changed').filter(({ placement }) => placement.health === 'down').length >= 40,
      WAIT,
    );
    const lists = stage.fake.calls.slice(asked).filter(({ path }) => path === '/containers/json');
    expect(lists.length).toBeLessThan(5);
    expect(lists.every(({ query }) => query.get('filters')?.includes('"id"'))).toBe(true);
  });

  test('says why a host does not answer and since when, and heals by itself', async () => {
    const { house, view } = await open();
    const ping = stage.fake;
    ping.on('GET /events', ({ socket }) => void socket.destroy());
    ping.cutAll();
    await vi.waitUntil(() => house.snapshot().hosts[0]?.state === 'away', WAIT);
    const host = house.snapshot().hosts[0];
    expect(host?.problem).toMatchObject({ code: expect.stringMatching(/^engine\./) as string });
    expect(host?.since).toBeGreaterThan(Date.now() - 10_000);
    expect(view('app-1')).toMatchObject({ health: 'unknown', problem: host?.problem?.message });
    ping.on('GET /events', ({ response }) => {
      response.writeHead(200);
      response.flushHeaders();
    });
    await vi.waitUntil(() => house.snapshot().hosts[0]?.state === 'here', WAIT);
    await vi.waitUntil(() => view('app-1')?.health === 'well', WAIT);
    expect(house.snapshot().hosts[0]?.problem).toBeUndefined();
  });

  test('catches up at once when the machine has slept: what happened untold is seen, what is overdue is settled', async () => {
    stage = await stageHouse(1);
    onTestFinished(() => stage.remove());
    const now = Date.now;
    stage.stores.dues.put({
      id: 'due-1',
      app: 'app-1',
      environment: 'prod',
      host: 'host-1',
      kind: 'standby',
      deployment: 'app-1-d1',
      at: now() + 3_600_000,
      data: {},
    });
    const house = stage.open();
    await house.ready;
    await vi.waitUntil(() => stage.settled === 1, WAIT);
    const streams = () => stage.fake.calls.filter(({ path }) => path === '/events').length;
    const before = streams();
    vi.spyOn(Date, 'now').mockImplementation(() => now() + 8 * 3_600_000);
    onTestFinished(() => void vi.restoreAllMocks());
    house.wake();
    await vi.waitUntil(() => stage.settled === 2 && streams() === before + 1, WAIT);
    // Its stream of events says nothing of it, as one that broke off while nobody was awake.
    stage.placement('app-1').state.replica = 'exited';
    house.wake();
    await vi.waitUntil(() => house.snapshot().placements[0]?.health === 'down', WAIT);
    await vi.waitUntil(() => streams() === before + 2, WAIT);
    expect(house.snapshot().hosts).toMatchObject([{ state: 'here' }]);
    expect(stage.ofType('notice.added').filter(({ notice }) => notice.kind === 'host.away')).toEqual([]);
  });

  test('watches on when nothing can be written down, and begins to write again when that works', async () => {
    const { house, view } = await open(1);
    const placement = stage.placement('app-1');
    const refuse = (): never => {
      throw new Failure('disk.full', 'No space is left.');
    };
    const writes = [
      vi.spyOn(stage.stores.healthChanges, 'add').mockImplementation(refuse),
      vi.spyOn(stage.stores.healthChanges, 'forget').mockImplementation(refuse),
      vi.spyOn(stage.stores.notices, 'add').mockImplementation(refuse),
    ];
    const second = stage.open();
    await second.ready;
    placement.check = 'DOWN,1,L4CON,';
    await vi.waitUntil(() => view('app-1')?.health === 'down', { timeout: 30_000 });
    stage.fake.on('GET /events', ({ socket }) => void socket.destroy());
    stage.fake.cutAll();
    await vi.waitUntil(() => house.snapshot().hosts[0]?.state === 'away', WAIT);
    placement.check = 'UP,9,L7OK,200';
    stage.fake.on('GET /events', ({ response }) => {
      response.writeHead(200);
      response.flushHeaders();
    });
    await vi.waitUntil(() => house.snapshot().hosts[0]?.state === 'here', { timeout: 15_000 });
    await vi.waitUntil(() => view('app-1')?.health === 'well', { timeout: 15_000 });
    for (const each of writes) each.mockRestore();
    placement.state.replica = 'exited';
    stage.fake.cutAll();
    await vi.waitUntil(() => house.healthChanges({ limit: 1 })[0]?.to === 'down', { timeout: 15_000 });
  }, 90_000);

  test('lets an edge that says nothing hold up nobody, and does not lean on it', async () => {
    const { house, view } = await open(6);
    for (const placement of stage.placements.slice(0, 4)) {
      placement.mute = true;
      stage.tell(placement, 'edge', 'start');
    }
    await vi.waitUntil(() => view('app-1')?.health === 'unknown', { timeout: 15_000 });
    expect(view('app-1')?.problem).toContain('no answer within');
    expect(view('app-6')?.health).toBe('well');
    const asked = stage.fake.calls.filter(({ path }) => path === '/containers/app-1-edge/exec').length;
    expect(asked).toBeLessThan(6);
    for (const placement of stage.placements) placement.mute = false;
    await vi.waitUntil(() => house.snapshot().placements.every(({ health }) => health === 'well'), {
      timeout: 30_000,
    });
  }, 60_000);

  test('writes down how placements fared, and what happened to containers', async () => {
    const { house } = await open(1);
    const placement = stage.placement('app-1');
    placement.state.replica = 'exited';
    stage.tell(placement, 'replica', 'oom');
    stage.tell(placement, 'replica', 'die', { exitCode: '137' });
    await vi.waitUntil(() => house.healthChanges({ limit: 10 }).some(({ to }) => to === 'down'), WAIT);
    placement.state.replica = 'running';
    stage.tell(placement, 'replica', 'start');
    await vi.waitUntil(
      () => house.healthChanges({ limit: 10 }).some(({ event }) => event === 'restart'),
      WAIT,
    );
    await vi.waitUntil(() => house.healthChanges({ limit: 10 })[0]?.to === 'well', WAIT);
    const changes = house.healthChanges({ app: 'app-1', environment: 'prod', limit: 10 });
    const ended = 'app-1-prod-blue-1 ended with code 137 (out of memory)';
    expect(changes.map(({ from, to, event }) => [from, event ?? to])).toEqual(
      expect.arrayContaining([
        [undefined, 'well'],
        [undefined, 'oom'],
        ['well', 'down'],
        [undefined, 'restart'],
        ['down', 'well'],
      ]),
    );
    expect(changes.find(({ event }) => event === 'oom')?.why).toBe(ended);
    expect(changes.find(({ to, from }) => to === 'down' && from === 'well')?.why).toBe(ended);
    expect(changes.every(({ host }) => host === 'local')).toBe(true);
  });
});
