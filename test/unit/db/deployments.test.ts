import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import type { ReplicaEvidence } from '../../../shared/model/deployment.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import * as sample from './sample-rows.ts';
import { failureOf, furnishedHistory } from './temporary-history.ts';

function addLive(stores: Stores, id: string, change: Parameters<typeof sample.deployment>[0] = { id }) {
  const begun = stores.deployments.begin(sample.deployment({ ...change, id }));
  stores.deployments.setState(id, 'live');
  return begun;
}

describe('a deployment', () => {
  test('begins running, with the next number', () => {
    const { deployments } = furnishedHistory().stores;
    const wanted = sample.deployment({
      id: 'd1',
      kind: 'promote',
      message: 'for the fair',
      override: 'no time',
      from: 'dev',
    });
    const begun = deployments.begin(wanted);
    expect(begun).toEqual({ ...wanted, sequence: 1, state: 'running' });
    expect(deployments.get('d1')).toEqual(begun);
    expect(deployments.begin(sample.deployment({ id: 'd2', previous: 'd1', restores: 'd1' }))).toMatchObject({
      sequence: 2,
      previous: 'd1',
      restores: 'd1',
    });
    expect(deployments.get('none')).toBeUndefined();
  });

  test('ends with what is known, and keeps what was written before', () => {
    const { deployments } = furnishedHistory().stores;
    deployments.begin(sample.deployment({ id: 'd1' }));
    deployments.update('d1', { state: 'live', endedAt: 500, durationMs: 12.25, receipt: sample.receipt });
    deployments.update('d1', { receipt: { ...sample.receipt, connectionsCut: 1 } });
    deployments.setState('d1', 'superseded');
    expect(deployments.get('d1')).toMatchObject({
      state: 'superseded',
      endedAt: 500,
      durationMs: 12.25,
      receipt: { ...sample.receipt, connectionsCut: 1 },
      config: sample.config,
      plan: sample.plan,
    });
  });

  test('that failed keeps why, and stays failed', () => {
    const { deployments } = furnishedHistory().stores;
    const error = { code: 'ready.failed', message: 'no answer', details: { replica: 1 } } as const;
    deployments.begin(sample.deployment({ id: 'd1' }));
    deployments.update('d1', { state: 'failed', error });
    expect(deployments.page({})).toMatchObject([{ id: 'd1', state: 'failed', error }]);
    expect(() => deployments.setState('d1', 'live')).toThrow('ended badly');
    expect(deployments.get('d1')?.state).toBe('failed');
  });

  test('that is not there cannot be changed', () => {
    const { deployments } = furnishedHistory().stores;
    expect(failureOf(() => deployments.setState('d9', 'live')).code).toBe('deployment.unknown');
  });

  test('refers to a release and deployments that exist', () => {
    const { deployments } = furnishedHistory().stores;
    expect(() => deployments.begin(sample.deployment({ id: 'd1', release: 'r9' }))).toThrow('FOREIGN KEY');
    expect(() => deployments.begin(sample.deployment({ id: 'd1', previous: 'd9' }))).toThrow('FOREIGN KEY');
    expect(deployments.page({})).toEqual([]);
  });

  test('shares its configuration with others that have the same', () => {
    const { stores, path } = furnishedHistory();
    const other = { ...sample.config, replicas: 3 };
    for (const id of ['d1', 'd2', 'd3']) stores.deployments.begin(sample.deployment({ id }));
    stores.deployments.begin(sample.deployment({ id: 'd4', config: other }));
    const database = new SqliteDatabase(path, { readonly: true });
    expect(database.prepare('SELECT count(*) FROM configs').pluck().get()).toBe(2);
    database.close();
    expect(stores.deployments.get('d3')?.config).toEqual(sample.config);
    expect(stores.deployments.get('d4')?.config).toEqual(other);
  });

  test('with a damaged row is refused by name', () => {
    const { stores, path } = furnishedHistory();
    stores.deployments.begin(sample.deployment({ id: 'd1' }));
    const database = new SqliteDatabase(path);
    database.exec("DROP TRIGGER plans_fixed; UPDATE plans SET content = '{}'");
    database.close();
    const failure = failureOf(() => stores.deployments.get('d1'));
    expect(failure.code).toBe('history.damaged');
    expect(failure.message).toContain('row d1 of table plans');
    expect(stores.deployments.page({})).toHaveLength(1);
  });
});

describe('asking for one', () => {
  test('the latest of a berth is the newest, whatever its state', () => {
    const { stores } = furnishedHistory();
    addLive(stores, 'd1');
    stores.deployments.begin(sample.deployment({ id: 'd2' }));
    addLive(stores, 'd3', { id: 'd3', host: 'h2' });
    expect(stores.deployments.latest('web', 'dev', 'h1')?.id).toBe('d2');
    expect(stores.deployments.latest('web', 'dev', 'h2')?.id).toBe('d3');
    expect(stores.deployments.latest('web', 'prod', 'h1')).toBeUndefined();
  });

  test('the previous good one was live and was not rolled back', () => {
    const { deployments } = furnishedHistory().stores;
    const states = [
      'superseded',
      'superseded',
      'rolled-back',
      'failed',
      'reverted',
      'interrupted',
      'live',
    ] as const;
    states.forEach((state, index) => {
      deployments.begin(sample.deployment({ id: `d${index + 1}` }));
      deployments.setState(`d${index + 1}`, state);
    });
    const before = (sequence: number) => deployments.previousGood('web', 'dev', 'h1', sequence)?.id;
    expect(before(8)).toBe('d7');
    expect(before(7)).toBe('d2');
    expect(before(2)).toBe('d1');
    expect(before(1)).toBeUndefined();
    expect(deployments.previousGood('web', 'dev', 'h2', 8)).toBeUndefined();
  });

  test('the previous good one is none of a release that was withdrawn', () => {
    const { deployments, releases } = furnishedHistory().stores;
    releases.add(sample.release({ id: 'r2', version: 2, tag: 'web:v2' }));
    deployments.begin(sample.deployment({ id: 'd1' }));
    deployments.begin(sample.deployment({ id: 'd2', release: 'r2', version: 2 }));
    for (const id of ['d1', 'd2']) deployments.setState(id, 'superseded');
    expect(deployments.previousGood('web', 'dev', 'h1', 3)?.id).toBe('d2');
    releases.withdraw('r2', 1);
    expect(deployments.previousGood('web', 'dev', 'h1', 3)?.id).toBe('d1');
  });

  test('the unfinished ones come oldest first', () => {
    const { deployments } = furnishedHistory().stores;
    for (const id of ['d1', 'd2', 'd3']) deployments.begin(sample.deployment({ id }));
    deployments.setState('d1', 'live');
    deployments.setState('d3', 'baking');
    expect(deployments.unfinished().map(({ id }) => id)).toEqual(['d2', 'd3']);
  });

  test('a clock that jumps back does not change the order', () => {
    const { deployments } = furnishedHistory().stores;
    [5_000, 3_000, 4_000, 1].forEach((startedAt, index) => {
      deployments.begin(sample.deployment({ id: `d${index + 1}`, startedAt }));
      deployments.update(`d${index + 1}`, { state: 'superseded', endedAt: startedAt });
    });
    expect(deployments.page({ app: 'web' }).map(({ id }) => id)).toEqual(['d4', 'd3', 'd2', 'd1']);
    expect(deployments.latest('web', 'dev', 'h1')?.id).toBe('d4');
    expect(deployments.previousGood('web', 'dev', 'h1', 4)?.id).toBe('d3');
  });
});

describe('since when a release is live', () => {
  test('is when it became so, and unknown while it is not', () => {
    const { stores, clock } = furnishedHistory();
    stores.deployments.begin(sample.deployment({ id: 'd1' }));
    stores.deployments.setState('d1', 'baking');
    expect(stores.deployments.liveSince('r1', 'dev')).toBeUndefined();
    clock.set(1_000);
    stores.deployments.setState('d1', 'live');
    clock.set(2_000);
    stores.deployments.update('d1', { receipt: sample.receipt });
    expect(stores.deployments.liveSince('r1', 'dev')).toBe(1_000);
    expect(stores.deployments.liveSince('r1', 'prod')).toBeUndefined();
    stores.deployments.setState('d1', 'superseded');
    expect(stores.deployments.liveSince('r1', 'dev')).toBeUndefined();
  });

  test('goes on over a redeployment of the same release, starts anew after another one', () => {
    const { stores, clock } = furnishedHistory();
    stores.releases.add(sample.release({ id: 'r2', version: 2 }));
    const steps = [
      ['d1', 'r1', undefined],
      ['d2', 'r1', 'd1'],
      ['d3', 'r2', 'd2'],
      ['d4', 'r1', 'd3'],
      ['d5', 'r1', 'd4'],
    ] as const;
    const since = steps.map(([id, release, previous], index) => {
      clock.set((index + 1) * 1_000);
      if (previous) stores.deployments.setState(previous, 'superseded');
      addLive(stores, id, { id, release, ...(previous ? { previous } : {}) });
      return stores.deployments.liveSince(release, 'dev');
    });
    expect(since).toEqual([1_000, 1_000, 3_000, 4_000, 4_000]);
  });

  test('is not forgotten when a later deployment swung back', () => {
    const { stores, clock } = furnishedHistory();
    clock.set(1_000);
    addLive(stores, 'd1');
    stores.deployments.begin(sample.deployment({ id: 'd2', previous: 'd1' }));
    stores.deployments.setState('d1', 'superseded');
    stores.deployments.setState('d2', 'reverted');
    clock.set(2_000);
    stores.deployments.setState('d1', 'live');
    expect(stores.deployments.liveSince('r1', 'dev')).toBe(1_000);
  });

  test('is that of the host that has it longest', () => {
    const { stores, clock } = furnishedHistory();
    clock.set(1_000);
    addLive(stores, 'd1', { id: 'd1', host: 'h2' });
    clock.set(2_000);
    addLive(stores, 'd2');
    expect(stores.deployments.liveSince('r1', 'dev')).toBe(1_000);
  });
});

describe('the journal', () => {
  test('knows a step before its effect and its end after it', () => {
    const { deployments } = furnishedHistory().stores;
    deployments.begin(sample.deployment({ id: 'd1' }));
    deployments.beginStep('d1', 0, 'lock', 100);
    expect(deployments.steps('d1')).toEqual([{ index: 0, name: 'lock', state: 'running', startedAt: 100 }]);
    deployments.endStep('d1', 0, { state: 'done', durationMs: 1.5, note: 'taken' });
    deployments.beginStep('d1', 1, 'image', 102);
    expect(deployments.steps('d1')).toEqual([
      { index: 0, name: 'lock', state: 'done', startedAt: 100, durationMs: 1.5, note: 'taken' },
      { index: 1, name: 'image', state: 'running', startedAt: 102 },
    ]);
  });

  test('lets whoever recovers go on with a step that was cut short, and repeat no other', () => {
    const { deployments } = furnishedHistory().stores;
    deployments.begin(sample.deployment({ id: 'd1' }));
    deployments.beginStep('d1', 0, 'switch', 100);
    deployments.beginStep('d1', 0, 'switch', 900);
    expect(deployments.steps('d1')[0]?.startedAt).toBe(100);
    expect(() => deployments.beginStep('d1', 0, 'bake', 900)).toThrow('already journalled');
    deployments.endStep('d1', 0, { state: 'done', durationMs: 1 });
    expect(() => deployments.beginStep('d1', 0, 'switch', 900)).toThrow('already journalled');
    expect(() => deployments.endStep('d1', 7, { state: 'done', durationMs: 1 })).toThrow('never begun');
  });

  test('keeps what each replica left behind', () => {
    const { deployments } = furnishedHistory().stores;
    deployments.begin(sample.deployment({ id: 'd1' }));
    const first: ReplicaEvidence = {
      container: 'web-dev-blue-1',
      replica: 1,
      exitCode: 137,
      oomKilled: true,
      state: 'exited',
      logLines: Array.from({ length: 200 }, (_, n) => `line ${n} 🚢`),
      healthLog: ['refused'],
      edgeCheck: 'L4CON Connection refused',
    };
    const second: ReplicaEvidence = {
      container: 'web-dev-blue-2',
      replica: 2,
      oomKilled: false,
      state: 'running',
      logLines: [],
      healthLog: [],
    };
    deployments.addEvidence('d1', first);
    deployments.addEvidence('d1', second);
    expect(deployments.evidence('d1')).toEqual([first, second]);
    expect(deployments.evidence('d2')).toEqual([]);
  });

  test('belongs to a deployment that exists', () => {
    const { deployments } = furnishedHistory().stores;
    expect(() => deployments.beginStep('d9', 0, 'lock', 1)).toThrow('FOREIGN KEY');
  });
});
