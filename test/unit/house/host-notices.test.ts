import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { keepNotices } from '../../../electron/core/house/notices/keep-notices.ts';
import { DEFAULT_PREFERENCES } from '../../../electron/core/house/preferences/preferences-shape.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { openHistory } from '../deployments/open-history.ts';
import { sampleHostView } from './sample-views.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function stage() {
  const history = openHistory();
  const notices = keepNotices({
    stores: history.stores,
    clock: { now: () => Date.now(), ticks: () => performance.now(), sleep: () => Promise.resolve() },
    ids: randomIds,
    log: silentLog,
    preferences: () => DEFAULT_PREFERENCES,
    placement: () => undefined,
    emit: () => undefined,
  });
  onTestFinished(() => {
    notices.close();
    history.remove();
  });
  const host = sampleHostView('rack');
  return {
    notices,
    id: host.id,
    away: () => notices.host({ ...host, state: 'away' }, 3),
    told: () => notices.list({ limit: 9 }).map(({ kind }) => kind),
  };
}

describe('a host that does not answer', () => {
  test('is told of while it is among those that are watched', async () => {
    const { notices, id, away, told } = stage();
    away();
    notices.keepHosts([id]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told()).toEqual(['host.away']);
  });

  test('is not told of when it was removed since', async () => {
    const { notices, away, told } = stage();
    away();
    notices.keepHosts(['another']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told()).toEqual([]);
  });
});
