import { describe, expect, test } from 'vitest';

import type { Berth } from '../../../shared/model/berth.ts';
import type { Due } from '../../../electron/core/db/stores.ts';
import * as sample from './sample-rows.ts';
import { failureOf, furnishedHistory } from './temporary-history.ts';

function historyWithDeployment() {
  const { stores } = furnishedHistory();
  stores.deployments.begin(sample.deployment({ id: 'd1' }));
  return stores;
}

const empty: Berth = { app: 'web', environment: 'dev', host: 'h1', slot: 1, held: false };

describe('berths', () => {
  test('are replaced whole', () => {
    const { berths } = historyWithDeployment();
    berths.put(empty);
    expect(berths.get('web', 'dev', 'h1')).toEqual(empty);
    const serving: Berth = {
      ...empty,
      active: 'blue',
      activeDeployment: 'd1',
      blue: { deployment: 'd1', state: 'serving' },
      green: { deployment: 'd1', state: 'warm', warmUntil: 99 },
      held: true,
    };
    berths.put(serving);
    expect(berths.get('web', 'dev', 'h1')).toEqual(serving);
    berths.put(empty);
    expect(berths.get('web', 'dev', 'h1')).toEqual(empty);
    berths.remove('web', 'dev', 'h1');
    expect(berths.list()).toEqual([]);
  });

  test('are listed by app, environment and host', () => {
    const { berths } = historyWithDeployment();
    berths.put(empty);
    berths.put({ ...empty, app: 'api', slot: 2 });
    berths.put({ ...empty, environment: 'prod' });
    const names = (list: readonly Berth[]) => list.map(({ app, environment }) => `${app} ${environment}`);
    expect(names(berths.list())).toEqual(['api dev', 'web dev', 'web prod']);
    expect(names(berths.list({ app: 'web' }))).toEqual(['web dev', 'web prod']);
    expect(names(berths.list({ environment: 'dev', host: 'h1' }))).toEqual(['api dev', 'web dev']);
    expect(berths.list({ host: 'h2' })).toEqual([]);
  });

  test('two apps never get the same addresses', () => {
    const { berths } = historyWithDeployment();
    berths.put(empty);
    expect(failureOf(() => berths.put({ ...empty, app: 'api' }))).toMatchObject({
      code: 'placement.locked',
      retry: true,
    });
  });

  test('refer to deployments and hosts that exist', () => {
    const { berths, hosts, environments } = historyWithDeployment();
    expect(() => berths.put({ ...empty, activeDeployment: 'd9' })).toThrow('FOREIGN KEY');
    expect(() => berths.put({ ...empty, host: 'h9' })).toThrow('FOREIGN KEY');
    berths.put(empty);
    environments.remove('e1');
    expect(failureOf(() => hosts.remove('h1')).code).toBe('host.in-use');
  });
});

describe('what is due', () => {
  const due: Due = {
    id: 'u1',
    app: 'web',
    environment: 'dev',
    host: 'h1',
    kind: 'bake',
    deployment: 'd1',
    at: 100,
    data: { answers: 12 },
  };

  test('is ripe from its time on, the oldest first', () => {
    const { dues } = historyWithDeployment();
    dues.put(due);
    dues.put({ ...due, id: 'u2', kind: 'standby', at: 50 });
    expect(dues.ripe(49)).toEqual([]);
    expect(dues.ripe(100).map(({ id }) => id)).toEqual(['u2', 'u1']);
    expect(dues.find('web', 'dev', 'h1', 'bake')).toEqual(due);
    dues.remove('u1');
    expect(dues.find('web', 'dev', 'h1', 'bake')).toBeUndefined();
  });

  test('replaces what was due of the same kind in the same berth', () => {
    const { dues } = historyWithDeployment();
    dues.put(due);
    dues.put({ ...due, id: 'u2', at: 200 });
    expect(dues.ripe(1000)).toEqual([{ ...due, id: 'u2', at: 200 }]);
  });
});

describe('locks', () => {
  test('are held by one until it gives them back', () => {
    const { locks } = historyWithDeployment();
    const ann = sample.lockHolder();
    const bob = sample.lockHolder({ token: 't2', by: 'bob@lap', deployment: 'd1' });
    expect(locks.acquire(ann)).toEqual({ taken: true });
    expect(locks.acquire(bob)).toEqual({ taken: false, holder: ann });
    locks.release('t2');
    expect(locks.find('web', 'dev', 'h1')).toEqual(ann);
    locks.release('t1');
    expect(locks.acquire(bob)).toEqual({ taken: true });
    expect(locks.list()).toEqual([bob]);
  });

  test('taking one again with the same token is no conflict', () => {
    const { locks } = historyWithDeployment();
    locks.acquire(sample.lockHolder());
    expect(locks.acquire(sample.lockHolder())).toEqual({ taken: true });
  });

  test('of other placements are free', () => {
    const { locks } = historyWithDeployment();
    locks.acquire(sample.lockHolder());
    expect(locks.acquire(sample.lockHolder({ token: 't2', host: 'h2' }))).toEqual({ taken: true });
  });
});
