import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LockHolder, Stores } from '../../../electron/core/db/stores.ts';
import { lockLabels } from '../../../electron/core/deployments/engine-lock.ts';
import type { ContainerSummary, Engine } from '../../../electron/core/engine/engine.ts';
import type { DoctorDeps } from '../../../electron/core/hosts/doctor-deps.ts';
import type { StrangeLock } from '../../../electron/core/hosts/doctor-options.ts';
import { describeLock } from '../../../electron/core/hosts/examine-locks.ts';
import { takeOverLocks } from '../../../electron/core/hosts/take-over-locks.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { openHistory } from '../deployments/open-history.ts';
import { sampleHost } from '../deployments/sample-records.ts';

const NOW = Date.UTC(2026, 1, 3, 4, 5);
const HOUR = 3_600_000;

let history: { readonly stores: Stores; readonly remove: () => void };
beforeEach(() => {
  history = openHistory();
});
afterEach(() => history.remove());

function holder(environment: string, change: Partial<LockHolder> = {}): LockHolder {
  return {
    app: 'web',
    environment,
    host: sampleHost.id,
    token: `token of ${environment}`,
    by: 'bob@loft',
    machine: 'loft',
    pid: 7,
    purpose: 'deploy of v3',
    since: NOW - HOUR,
    until: NOW + HOUR,
    deployment: 'd3',
    ...change,
  };
}

/** A doctor of the machine `desk`, on which only process 7 lives, with an engine that holds these locks. */
function doctor(...locks: readonly LockHolder[]) {
  const takenOver: LockHolder[] = [];
  const containers = locks.map((lock): Partial<ContainerSummary> => ({
    labels: lockLabels({ owner: lock.by }, sampleHost.name, lock),
  }));
  const engine = { containers: { list: () => Promise.resolve(containers) } } as unknown as Engine;
  const own: Partial<DoctorDeps> = {
    stores: history.stores,
    clock: { ...systemClock, now: () => NOW },
    machine: 'desk',
    isAlive: (pid) => pid === 7,
    engineOf: () => Promise.resolve(engine),
    takeOver: (lock) => {
      takenOver.push(lock);
      return Promise.resolve({ settled: ['web in prod on local: v2 serves'], problems: [] });
    },
  };
  return { deps: own as DoctorDeps, takenOver };
}

const no = () => Promise.resolve(false);

describe('locks of other machines', () => {
  it('are told with who, where, what for, and until when, and how they are taken over', () => {
    const { deps } = doctor();
    expect(describeLock(deps, holder('prod'))).toEqual({
      level: 'ok',
      what: 'web in prod on local is being worked on since 2026-02-03T03:05:00.000Z: deploy of v3, by bob@loft, process 7 on loft, until 2026-02-03T05:05:00.000Z at the latest.',
      wayOut: 'If loft will not go on with it: twinberth doctor --fix --take-over web/prod',
    });
    expect(describeLock(deps, holder('prod', { until: NOW - 1 }))).toMatchObject({
      level: 'warning',
      what: expect.stringMatching(
        /\(deploy of v3\) by process 7 of bob@loft on loft, whose time is over/,
      ) as string,
      wayOut: 'twinberth doctor --fix',
    });
  });

  it('are taken over without asking when their time is over, and within it only when somebody agrees', async () => {
    const { deps, takenOver } = doctor(holder('dev', { until: NOW - 1 }), holder('prod'), holder('test'));
    const asked: StrangeLock[] = [];
    const findings = await takeOverLocks(deps, (lock) => {
      asked.push(lock);
      return Promise.resolve(lock.environment === 'test');
    });
    expect(asked.map(({ environment, host, machine }) => [environment, host, machine])).toEqual([
      ['prod', 'local', 'loft'],
      ['test', 'local', 'loft'],
    ]);
    expect(takenOver.map(({ token }) => token)).toEqual(['token of dev', 'token of test']);
    expect(findings.filter(({ fixed }) => fixed).map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Took over web in dev on local from bob@loft on loft (deploy of v3).',
        'web in prod on local: v2 serves.',
      ]),
    );
  });

  it('that do not say until when are never taken over without asking', async () => {
    const { until: _none, ...old } = holder('prod');
    const { deps, takenOver } = doctor(old);
    await takeOverLocks(deps, no);
    expect(takenOver).toEqual([]);
  });

  it('of this machine, from another history: only those of processes that are gone', async () => {
    const living = holder('prod', { machine: 'desk', until: NOW - HOUR });
    const gone = holder('dev', { machine: 'desk', pid: 8 });
    const { deps, takenOver } = doctor(living, gone);
    await takeOverLocks(deps, () => Promise.resolve(true));
    expect(takenOver.map(({ environment }) => environment)).toEqual(['dev']);
  });

  it('that are only on record, under a name that this machine had, are given up when somebody agrees', async () => {
    const { deps } = doctor();
    const build = holder('(build)', { host: '(any)', machine: 'old-name' });
    history.stores.locks.acquire(build);
    await takeOverLocks(deps, no);
    expect(history.stores.locks.list()).toHaveLength(1);
    const findings = await takeOverLocks(deps, () => Promise.resolve(true));
    expect(findings).toMatchObject([
      { fixed: true, what: expect.stringContaining('Gave up the lock') as string },
    ]);
    expect(history.stores.locks.list()).toEqual([]);
  });
});
