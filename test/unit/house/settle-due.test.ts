import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { settleWhenDue } from '../../../electron/core/house/settle-due.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { openHistory } from '../deployments/open-history.ts';
import { sampleBegin } from '../deployments/sample-records.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function stage(work: (signal: AbortSignal) => Promise<unknown> = () => Promise.resolve()) {
  const history = openHistory();
  const clock = {
    now: () => Date.now(),
    ticks: () => performance.now(),
    sleep: () => Promise.reject(new Error('nothing sleeps here')),
  };
  const calls: number[] = [];
  const settling = settleWhenDue({
    stores: history.stores,
    clock,
    log: silentLog,
    settle: (signal) => {
      calls.push(Math.round(performance.now()));
      return work(signal);
    },
    isLeft: ({ pid }) => pid === 666,
  });
  onTestFinished(async () => {
    await settling.close();
    history.remove();
  });
  const { stores } = history;
  stores.deployments.begin(sampleBegin('d1', 1));
  stores.deployments.update('d1', { state: 'live' });
  const due = (id: string, inMs: number, kind: 'bake' | 'standby' = 'standby') => {
    stores.dues.put({
      id,
      app: 'web',
      environment: 'prod',
      host: 'host-1',
      kind,
      deployment: 'd1',
      at: Date.now() + inMs,
      data: {},
    });
    settling.look();
  };
  const lock = (pid: number) =>
    stores.locks.acquire({
      app: 'web',
      environment: 'prod',
      host: 'host-1',
      token: 't',
      by: 'bob@desk',
      machine: 'desk',
      pid,
      purpose: 'deploy',
      since: 1,
    });
  return { calls, settling, stores, due, lock };
}

describe('what is due', () => {
  test('is settled once at the opening, and not again without a reason', async () => {
    const { calls } = stage();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(6 * 3_600_000);
    expect(calls).toHaveLength(2);
  });

  test('is settled when its time has come, not before', async () => {
    const { calls, due, stores } = stage(() => {
      stores.dues.remove('a');
      return Promise.resolve();
    });
    await vi.advanceTimersByTimeAsync(1000);
    due('a', 60_000);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(calls).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(calls).toHaveLength(2);
  });

  test('and cannot be settled is tried again now and then, without spinning', async () => {
    const { calls, due } = stage(() => Promise.reject(new Error('the host is away')));
    await vi.advanceTimersByTimeAsync(1000);
    due('a', 0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls.length).toBeGreaterThan(3);
    expect(calls.length).toBeLessThan(8);
  });

  test('and cannot be read, since the history cannot be, is looked for again later', async () => {
    const { calls, due, stores } = stage();
    await vi.advanceTimersByTimeAsync(1000);
    const read = vi.spyOn(stores.dues, 'ripe').mockImplementation(() => {
      throw new Error('disk I/O error');
    });
    due('a', 0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(calls).toHaveLength(1);
    read.mockRestore();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(calls.length).toBeGreaterThan(1);
  });

  test('is not kept waiting by something else that cannot be settled', async () => {
    const { calls, due } = stage();
    await vi.advanceTimersByTimeAsync(1000);
    due('stuck', 0);
    await vi.advanceTimersByTimeAsync(500);
    const before = calls.length;
    due('fresh', 2_000, 'bake');
    await vi.advanceTimersByTimeAsync(2_500);
    expect(calls.length).toBe(before + 1);
  });

  test.each([
    ['a deployment that a crash cut off', undefined],
    ['a deployment whose holder is gone', 666],
  ])('is %s', async (_what, pid) => {
    const { calls, stores, lock, settling } = stage(() => {
      if (stores.deployments.get('d2') !== undefined)
        stores.deployments.update('d2', { state: 'interrupted' });
      return Promise.resolve();
    });
    await vi.advanceTimersByTimeAsync(1000);
    stores.deployments.begin(sampleBegin('d2', 1));
    if (pid !== undefined) lock(pid);
    settling.look();
    await vi.advanceTimersByTimeAsync(100);
    expect(calls).toHaveLength(2);
  });

  test('is none of the deployments that somebody works on', async () => {
    const { calls, stores, lock, settling } = stage();
    await vi.advanceTimersByTimeAsync(1000);
    lock(1);
    stores.deployments.begin(sampleBegin('d2', 1));
    settling.look();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(calls).toHaveLength(1);
  });

  test('is left off when the house is closed', async () => {
    const { settling } = stage(
      (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined))),
    );
    await vi.advanceTimersByTimeAsync(1000);
    await expect(settling.close()).resolves.toBeUndefined();
  });

  test('is waited for when the house is closed', async () => {
    const hand = Promise.withResolvers<undefined>();
    const { settling } = stage(() => hand.promise);
    await vi.advanceTimersByTimeAsync(1000);
    let closed = false;
    const closing = settling.close().then(() => (closed = true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(closed).toBe(false);
    hand.resolve(undefined);
    await closing;
  });
});
