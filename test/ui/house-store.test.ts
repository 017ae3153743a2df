import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HouseEvent } from '../../shared/contract/events.ts';
import { applyEvents } from '../../renderer/store/apply-events.ts';
import { connectHouse } from '../../renderer/store/connect-house.ts';
import { createHouseStore, type HouseStore } from '../../renderer/store/create-house-store.ts';
import { EMPTY_HOUSE, takeSnapshot, type HouseState } from '../../renderer/store/house-state.ts';
import type { PlacementView } from '../../shared/model/house.ts';
import { createFakeBridge } from './support/fake-bridge.ts';
import { NOON, sampleHouse, sampleLive, samplePlacement } from './support/sample-house.ts';

const WEB = 'web/prod/nuc-1';

describe('events', () => {
  const state = takeSnapshot(EMPTY_HOUSE, sampleHouse());
  const after = (...events: HouseEvent[]) => applyEvents(state, events);

  it('change the one entry that they are about, and leave the others the very same objects', () => {
    const placement = samplePlacement('web', 'prod', 'nuc-1', 14);
    const next = after({ type: 'placement.changed', placement });
    expect(next.placements[WEB]).toBe(placement);
    expect(next.placements['web/dev/laptop']).toBe(state.placements['web/dev/laptop']);
    expect(next.traffic).toBe(state.traffic);
    expect(state.placements[WEB]?.version).toBe(13);
  });

  it('take a deployment from the live ones to those that ended, until the next one begins', () => {
    const live = sampleLive();
    const ended = { ...live, deployment: { ...live.deployment, state: 'live' as const } };
    const done = after({ type: 'deployment.ended', live: ended });
    expect(done.live[live.key]).toBeUndefined();
    expect(done.ended[live.key]).toBe(ended);
    const again = applyEvents(done, [{ type: 'deployment.changed', live }]);
    expect(again.live[live.key]).toBe(live);
    expect(again.ended[live.key]).toBeUndefined();
  });

  it('keep as many samples as a sparkline shows, and none twice', () => {
    const sample = (at: number) => ({ at, requests: 1, errors: 0 });
    const events = Array.from({ length: 100 }, (_, index): HouseEvent => ({
      type: 'traffic.sampled',
      samples: [[WEB, sample(NOON + index)]],
    }));
    const next = after(...events, ...events.slice(-1));
    expect(next.traffic[WEB]).toHaveLength(40);
    expect(next.traffic[WEB]?.at(-1)?.at).toBe(NOON + 99);
    expect(next.traffic[WEB]?.at(-2)?.at).toBe(NOON + 98);
  });

  it('put a placement away with all that is known of it', () => {
    const next = after({ type: 'placement.removed', key: WEB });
    expect(next.placements[WEB]).toBeUndefined();
    expect(next.traffic[WEB]).toBeUndefined();
  });
});

describe('a receipt that nobody put away', () => {
  const house = takeSnapshot(EMPTY_HOUSE, sampleHouse({ live: [] }));
  const endedAs = (state: 'live' | 'failed') => {
    const live = sampleLive({ key: WEB });
    return applyEvents(house, [
      {
        type: 'deployment.ended',
        live: { ...live, deployment: { ...live.deployment, state, endedAt: NOON } },
      },
    ]);
  };
  const withPlacement = (change: Partial<PlacementView>) =>
    samplePlacement('web', 'prod', 'nuc-1', 13, change);
  const told = (from: HouseState, change: Partial<PlacementView>) =>
    applyEvents(from, [{ type: 'placement.changed', placement: withPlacement(change) }]).ended[WEB];
  const seen = (from: HouseState, change: Partial<PlacementView>) =>
    takeSnapshot(from, sampleHouse({ live: [], placements: [withPlacement(change)] })).ended[WEB];

  it.each([
    ['told', told],
    ['in a new snapshot', seen],
  ])('gives way to trouble, and to what serves since (%s)', (_, after) => {
    const done = endedAs('live');
    expect(after(done, { newer: 16 })).toBe(done.ended[WEB]);
    expect(after(done, { since: NOON - 10 })).toBe(done.ended[WEB]);
    for (const health of ['degraded', 'down', 'gone'] as const)
      expect(after(done, { health, healthSince: NOON + 1 })).toBeUndefined();
    expect(after(done, { health: 'unknown', healthSince: NOON + 1 })).toBe(done.ended[WEB]);
    expect(after(done, { since: NOON + 1 })).toBeUndefined();
  });

  it('of a failure stays in trouble that was there before it, and gives way to what came after', () => {
    const failed = endedAs('failed');
    expect(told(failed, { health: 'down', healthSince: NOON - 1 })).toBe(failed.ended[WEB]);
    expect(told(failed, { health: 'down', healthSince: NOON + 1 })).toBeUndefined();
  });

  it('goes with its placement', () => {
    const done = endedAs('live');
    expect(applyEvents(done, [{ type: 'placement.removed', key: WEB }]).ended).toEqual({});
    expect(takeSnapshot(done, sampleHouse({ live: [], placements: [] })).ended).toEqual({});
  });

  it('is no more once a new snapshot has the next deployment', () => {
    const next = takeSnapshot(endedAs('live'), sampleHouse({ live: [sampleLive({ key: WEB })] }));
    expect(next.ended).toEqual({});
    expect(next.live[WEB]).toBeDefined();
  });
});

describe('the way to the house', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  function open(snapshot = sampleHouse()) {
    const bridge = createFakeBridge(snapshot);
    const store = createHouseStore();
    closers.push(connectHouse(bridge, store));
    return { bridge, store };
  }
  const isLive = (store: HouseStore) =>
    vi.waitFor(() => {
      expect(store.getState().link.state).toBe('live');
    });

  it('shows the snapshot, then what happens', async () => {
    const { bridge, store } = open();
    await isLive(store);
    bridge.emit({ type: 'placement.changed', placement: samplePlacement('web', 'prod', 'nuc-1', 14) });
    await vi.waitFor(() => {
      expect(store.getState().placements[WEB]?.version).toBe(14);
    });
    expect(bridge.inputsOf('house.get')).toHaveLength(1);
  });

  it('takes a new snapshot when events are missing', async () => {
    const { bridge, store } = open();
    await isLive(store);
    bridge.answer({
      'house.get': () => ({
        ...sampleHouse({ placements: [samplePlacement('web', 'prod', 'nuc-1', 15)] }),
        seq: 6,
      }),
    });
    bridge.skip(5);
    bridge.emit({ type: 'history.changed' });
    await vi.waitFor(() => {
      expect(store.getState().placements[WEB]?.version).toBe(15);
    });
    expect(bridge.inputsOf('house.get')).toHaveLength(2);
    bridge.emit({ type: 'placement.changed', placement: samplePlacement('web', 'prod', 'nuc-1', 16) });
    await vi.waitFor(() => {
      expect(store.getState().placements[WEB]?.version).toBe(16);
    });
    expect(bridge.inputsOf('house.get')).toHaveLength(2);
  });

  it('says since when it is lost, keeps what it knew, and heals by itself', async () => {
    const { bridge, store } = open();
    await isLive(store);
    const before = Date.now();
    bridge.connect(false);
    const { link, placements } = store.getState();
    expect(link.state).toBe('stale');
    expect(link.state === 'stale' && link.since).toBeGreaterThanOrEqual(before);
    expect(placements[WEB]?.version).toBe(13);
    bridge.connect(true);
    await isLive(store);
    expect(bridge.inputsOf('house.get')).toHaveLength(2);
  });

  it('shows why the first snapshot was refused, and asks again', async () => {
    const bridge = createFakeBridge(sampleHouse(), {
      'house.get': () => ({ code: 'history.locked', message: 'Somebody else writes.', details: {} }),
    });
    const store = createHouseStore();
    closers.push(connectHouse(bridge, store));
    await vi.waitFor(() => {
      expect(store.getState().link).toMatchObject({
        state: 'failed',
        problem: { message: 'Somebody else writes.' },
      });
    });
    bridge.answer({ 'house.get': () => sampleHouse() });
    await vi.waitFor(
      () => {
        expect(store.getState().link.state).toBe('live');
      },
      { timeout: 10_000 },
    );
  });
});
