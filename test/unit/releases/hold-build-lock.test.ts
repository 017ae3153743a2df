import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { holdBuildLock } from '../../../electron/core/releases/hold-build-lock.ts';
import type { ReleaseDeps } from '../../../electron/core/releases/release-deps.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';

/** Two processes that share a history: each has a connection of its own. */
function processes(alive: (pid: number) => boolean = () => true): readonly [ReleaseDeps, ReleaseDeps] {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-lock-'));
  const open = (pid: number): ReleaseDeps => {
    const stores = openStores(join(folder, 'history.sqlite'), { clock: systemClock, ids: randomIds });
    onTestFinished(() => stores.close());
    return {
      stores,
      clock: systemClock,
      ids: randomIds,
      log: silentLog,
      owner: `user${pid}@desk`,
      machine: 'desk',
      pid,
      isAlive: alive,
      engineOf: () => Promise.reject(new Error('not for this test')),
      appConfig: () => Promise.reject(new Error('not for this test')),
      dockerConfigDir: folder,
      contextCachePath: folder,
    };
  };
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return [open(1), open(2)];
}

test('a second build of the app waits, is told for whom, and goes on when the first is done', async () => {
  const [one, two] = processes();
  const first = await holdBuildLock(one, 'web', {});
  const waiting = Promise.withResolvers<string>();
  const second = holdBuildLock(two, 'web', { onWait: (holder) => waiting.resolve(holder.by) });
  expect(await waiting.promise).toBe('user1@desk');
  expect(one.stores.locks.list()).toMatchObject([{ by: 'user1@desk', purpose: 'build' }]);
  first.release();
  (await second).release();
  expect(one.stores.locks.list()).toEqual([]);
});

test('builds of different apps do not wait for each other', async () => {
  const [one, two] = processes();
  await holdBuildLock(one, 'web', {});
  await holdBuildLock(two, 'api', {});
  expect(one.stores.locks.list()).toHaveLength(2);
});

test('what a process that died held is passed over', async () => {
  const [one, two] = processes((pid) => pid !== 1);
  await holdBuildLock(one, 'web', {});
  await holdBuildLock(two, 'web', {});
  expect(one.stores.locks.list()).toMatchObject([{ by: 'user2@desk' }]);
});

test('who waits can give up', async () => {
  const [one, two] = processes();
  await holdBuildLock(one, 'web', {});
  const stop = new AbortController();
  const second = holdBuildLock(two, 'web', {
    signal: stop.signal,
    onWait: () => stop.abort(new Error('enough')),
  });
  await expect(second).rejects.toThrow('enough');
  expect(one.stores.locks.list()).toMatchObject([{ by: 'user1@desk' }]);
});
