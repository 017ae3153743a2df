import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { openStores } from '../../../electron/core/db/open-stores.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { isFailure } from '../../../electron/core/runtime/failure.ts';
import type { Failure } from '../../../electron/core/runtime/failure.ts';
import type { Clock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import * as sample from './sample-rows.ts';

/** A clock that stands where the test puts it. */
export function handClock(start = 1_700_000_000_000): Clock & { set(now: number): void } {
  let now = start;
  return {
    now: () => now,
    ticks: () => now,
    sleep: () => Promise.reject(new Error('nothing sleeps here')),
    set: (value) => void (now = value),
  };
}

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-db-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TemporaryHistory {
  readonly path: string;
  readonly stores: Stores;
  readonly clock: ReturnType<typeof handClock>;
}

export function temporaryHistory(): TemporaryHistory {
  const path = join(temporaryFolder(), 'history.db');
  const clock = handClock();
  const stores = openStores(path, { clock, ids: randomIds }, { busyTimeoutMs: 200 });
  onTestFinished(() => stores.close());
  return { path, stores, clock };
}

/** A history with host h1, app web, environment dev and release r1 (web v1). */
export function furnishedHistory(): TemporaryHistory {
  const history = temporaryHistory();
  furnish(history.stores);
  return history;
}

export function furnish(stores: Stores): void {
  stores.hosts.add(sample.host);
  stores.apps.add({ name: 'web', directory: '/srv/web', createdAt: 1 });
  stores.environments.add({
    id: 'e1',
    name: 'dev',
    position: 1,
    hosts: ['h1'],
    policy: { tested: false, soakMs: 0, approval: false },
  });
  stores.releases.add(sample.release());
}

/** The failure that `work` throws; anything else, or nothing, fails the test. */
export function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
