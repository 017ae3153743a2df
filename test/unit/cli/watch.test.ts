import { describe, expect, test, vi } from 'vitest';
import type { InterruptSignal } from '../../../electron/cli/interruption.ts';
import type { Log } from '../../../electron/core/runtime/log.ts';
import type { House } from '../../../electron/core/house/house.ts';
import type { HouseEvent, NumberedEvent } from '../../../shared/contract/events.ts';
import type { HouseSnapshot, PlacementView } from '../../../shared/model/house.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import { sampleHostView, sampleLive, samplePlacement } from '../house/sample-views.ts';
import { createFakeCore } from './fake-core.ts';
import { runLine, type LineResult } from './run-line.ts';

/** A house whose events are those that the test tells. */
function fakeHouse(placements: readonly PlacementView[]) {
  const listeners = new Set<(event: NumberedEvent) => void>();
  let closed = false;
  const snapshot = {
    seq: 0,
    at: 1_700_000_000_000,
    hosts: [sampleHostView('local')],
    lanes: [],
    apps: [],
    placements,
    live: [],
    operations: [],
    notices: [],
    traffic: {},
    owner: 'ann@desk',
  } as unknown as HouseSnapshot;
  const house = {
    ready: Promise.resolve(),
    snapshot: () => snapshot,
    subscribe: (listener: (event: NumberedEvent) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  } as unknown as House;
  return {
    house,
    listening: () => listeners.size > 0,
    closed: () => closed,
    tell: (event: HouseEvent) => {
      for (const listener of listeners) listener({ seq: 1, event });
    },
  };
}

async function watchLine(
  line: string,
  placements: readonly PlacementView[],
  events: readonly HouseEvent[],
): Promise<LineResult & { readonly closed: boolean }> {
  const fake = fakeHouse(placements);
  let interrupt: (signal: InterruptSignal) => void = () => undefined;
  const running = runLine(line, {
    core: createFakeCore({ overrides: () => ({ openHouse: () => fake.house }) }),
    onSignals: (send) => {
      interrupt = send;
    },
  });
  await vi.waitUntil(fake.listening);
  for (const event of events) fake.tell(event);
  interrupt('SIGINT');
  return { ...(await running), closed: fake.closed() };
}

const down = samplePlacement('web', {
  health: 'down',
  problem: 'web-1 is exited.',
  replicas: { up: 0, wanted: 1 },
});
const notice: Notice = {
  id: 'n1',
  at: 1,
  kind: 'health.failed',
  title: 'web is down',
  text: 'web-1 is exited.\nweb-2 is exited.',
  places: [],
  read: false,
  actions: [],
  silent: false,
};
const EVENTS: readonly HouseEvent[] = [
  { type: 'placement.changed', placement: down },
  { type: 'placement.changed', placement: { ...down, problem: 'web-1 is gone.' } },
  { type: 'deployment.changed', live: sampleLive('d1') },
  { type: 'deployment.changed', live: { ...sampleLive('d1'), note: '0 of 1 ready' } },
  { type: 'deployment.switched', live: sampleLive('d1', { state: 'baking' }) },
  { type: 'deployment.ended', live: sampleLive('d1', { state: 'live' }) },
  { type: 'history.changed' },
  { type: 'notice.added', notice },
  {
    type: 'host.changed',
    host: sampleHostView('local', {
      state: 'away',
      problem: { code: 'engine.cut', message: 'It hung up.', details: {} },
    }),
  },
  { type: 'host.changed', host: sampleHostView('local') },
];

describe('twinberth watch', () => {
  test('prints a line for each thing that happens, and ends well with Ctrl-C', async () => {
    const { exitCode, stdout, closed } = await watchLine('watch', [samplePlacement('web')], EVENTS);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\d\d:\d\d:\d\d {2}/, ''));
    expect(lines).toEqual([
      'watching 1 placement on 1 host; Ctrl-C ends it',
      'web → prod local  ✗ down  web-1 is exited.',
      'web → prod local  ▸ deploy of v2 by anna@desk',
      'web → prod local  → the gate swung to v2',
      'web → prod local  ✓ live v2',
      '▲ web is down  web-1 is exited.; web-2 is exited.',
      'local  ? does not answer  It hung up.',
      'local  ✓ answers again',
    ]);
    expect(exitCode).toBe(0);
    expect(closed).toBe(true);
  });

  test('says at the beginning what is not well', async () => {
    const { stdout } = await watchLine('watch', [down, samplePlacement('api')], []);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stdout).toContain('web-1 is exited.');
  });

  test('with --json prints one document on each line', async () => {
    const { stdout, stderr } = await watchLine('watch --json', [samplePlacement('web')], EVENTS);
    const entries = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly type: string });
    expect(entries.map(({ type }) => type)).toEqual([
      'watching',
      'health.changed',
      'deployment.began',
      'deployment.switched',
      'deployment.ended',
      'notice',
      'host.changed',
      'host.changed',
    ]);
    expect(entries[1]).toMatchObject({
      app: 'web',
      environment: 'prod',
      host: 'local',
      health: 'down',
      before: 'well',
      problem: 'web-1 is exited.',
    });
    expect(stderr).toBe('');
  });

  test('tells that a standby was stopped', async () => {
    const warm = samplePlacement('web', { green: { state: 'warm', version: 3 } });
    const stopped = samplePlacement('web', { green: { state: 'stopped', version: 3 } });
    const { stdout } = await watchLine('watch', [warm], [{ type: 'placement.changed', placement: stopped }]);
    expect(stdout).toContain('standby stopped: ● green v3');
  });
});

test('what goes wrong meanwhile is told on standard error, a line each', async () => {
  const fake = fakeHouse([]);
  let interrupt: (signal: InterruptSignal) => void = () => undefined;
  let told: Log | undefined;
  const running = runLine('watch --json', {
    createCore: (_via, log) => {
      told = log;
      return Promise.resolve(createFakeCore({ overrides: () => ({ openHouse: () => fake.house }) }));
    },
    onSignals: (send) => {
      interrupt = send;
    },
  });
  await vi.waitUntil(fake.listening);
  told?.warn('space could not be made by itself', { reason: 'one\ntwo\u001b[2J' });
  interrupt('SIGINT');
  const { stdout, stderr } = await running;
  expect(stderr).toBe('twinberth: space could not be made by itself {"reason":"one\\ntwo\\u001b[2J"}\n');
  expect(stdout).not.toContain('space');
});
