import { describe, expect, test } from 'vitest';
import type { SeenHealthChange } from '../../../electron/core/db/health-changes.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import * as sample from './sample-rows.ts';
import { furnishedHistory, temporaryHistory } from './temporary-history.ts';

const change = (
  at: number,
  to: SeenHealthChange['to'],
  more: Partial<SeenHealthChange> = {},
): SeenHealthChange => ({
  app: 'web',
  environment: 'dev',
  host: 'h1',
  at,
  to,
  ...more,
});

function notice(id: string, more: Partial<Notice> = {}): Notice {
  return {
    id,
    at: 5,
    kind: 'health.failed',
    title: 'web is down',
    text: '',
    places: [{ app: 'web', environment: 'dev', host: 'local' }],
    read: false,
    actions: ['logs'],
    silent: false,
    ...more,
  };
}

describe('health changes', () => {
  test('are listed newest first, hosts by name, by app, environment and time', () => {
    const { healthChanges } = furnishedHistory().stores;
    healthChanges.add([
      change(1, 'well'),
      change(2, 'down', { from: 'well', why: 'it ended' }),
      change(3, 'well', { app: 'api', environment: 'prod' }),
    ]);
    const ats = (filter: object) => healthChanges.list({ limit: 10, ...filter }).map(({ at }) => at);
    expect(ats({})).toEqual([3, 2, 1]);
    expect(ats({ limit: 2 })).toEqual([3, 2]);
    expect(ats({ app: 'web' })).toEqual([2, 1]);
    expect(ats({ app: 'web', environment: 'prod' })).toEqual([]);
    expect(ats({ environment: 'prod' })).toEqual([3]);
    expect(ats({ since: 2 })).toEqual([3, 2]);
    expect(healthChanges.list({ app: 'web', limit: 1 })).toEqual([
      change(2, 'down', { from: 'well', why: 'it ended', host: 'local' }),
    ]);
  });

  test('that another process has seen as well are written once', () => {
    const { path, stores, clock } = furnishedHistory();
    const other = openStores(path, { clock, ids: randomIds });
    try {
      const [one, two] = [stores.healthChanges, other.healthChanges];
      expect(one.add([change(1, 'well')])).toHaveLength(1);
      expect(two.add([change(2, 'well')])).toEqual([]);
      expect(two.add([change(3, 'down')])).toHaveLength(1);
      expect(one.add([change(4, 'down')])).toEqual([]);
      const restart = change(5, 'well', { event: 'restart', why: 'it ended' });
      expect(one.add([restart])).toHaveLength(1);
      expect(two.add([restart])).toEqual([]);
      expect(two.add([{ ...restart, at: 6 }])).toHaveLength(1);
      // What happened to a container says nothing about the health.
      expect(one.latest({ app: 'web', environment: 'dev', host: 'h1' })).toEqual({ to: 'down', at: 3 });
    } finally {
      other.close();
    }
  });

  test('are forgotten by age and by number', () => {
    const { healthChanges } = furnishedHistory().stores;
    healthChanges.add([1, 2, 3, 4, 5, 6].map((at) => change(at, at % 2 === 0 ? 'down' : 'well')));
    healthChanges.forget(3, 100);
    expect(healthChanges.list({ limit: 10 }).map(({ at }) => at)).toEqual([6, 5, 4, 3]);
    healthChanges.forget(0, 2);
    expect(healthChanges.list({ limit: 10 }).map(({ at }) => at)).toEqual([6, 5]);
  });
});

describe('notices', () => {
  test('are as they were told, page by page', () => {
    const { notices } = temporaryHistory().stores;
    const told = [notice('a'), notice('b', { host: 'rack', deployment: 'd1', silent: true }), notice('c')];
    for (const each of told) notices.add(each);
    expect(notices.list({ limit: 10 })).toEqual(told.toReversed());
    expect(notices.list({ limit: 1, before: 'c' }).map(({ id }) => id)).toEqual(['b']);
    expect(notices.list({ limit: 1, before: 'nobody' })).toEqual([]);
  });

  test('are read once', () => {
    const { notices } = temporaryHistory().stores;
    for (const id of ['a', 'b']) notices.add(notice(id));
    expect(notices.read(['a', 'nobody'])).toEqual(['a']);
    expect(notices.read(['a', 'b'])).toEqual(['b']);
    expect(notices.list({ limit: 2 }).every(({ read }) => read)).toBe(true);
  });

  test('are forgotten by number', () => {
    const { notices } = temporaryHistory().stores;
    for (const id of ['a', 'b', 'c']) notices.add(notice(id));
    notices.forget(2);
    expect(notices.list({ limit: 10 }).map(({ id }) => id)).toEqual(['c', 'b']);
  });
});

describe('the recorded house', () => {
  test('says of a berth what serves there, since the gate swung, and what stands by', () => {
    const { stores } = furnishedHistory();
    stores.releases.add(sample.release({ id: 'r2', version: 2, tag: 'web:v2' }));
    stores.deployments.begin(sample.deployment({ id: 'd1' }));
    stores.deployments.begin(sample.deployment({ id: 'd2', release: 'r2', version: 2, colour: 'green' }));
    stores.deployments.beginStep('d2', 0, 'lock', 1_000);
    stores.deployments.beginStep('d2', 1, 'switch', 2_000);
    stores.deployments.endStep('d2', 1, { state: 'done', durationMs: 3.6 });
    stores.berths.put({
      app: 'web',
      environment: 'dev',
      host: 'h1',
      active: 'green',
      activeDeployment: 'd2',
      green: { deployment: 'd2', state: 'serving' },
      blue: { deployment: 'd1', state: 'warm', warmUntil: 9 },
      slot: 1,
      held: true,
    });
    const [row] = stores.house.berths();
    expect(row).toMatchObject({
      app: 'web',
      active: 'green',
      deployment: 'd2',
      version: 2,
      tag: 'web:v2',
      greenVersion: 2,
      blueVersion: 1,
      blueState: 'warm',
      blueWarmUntil: 9,
      since: 2_003,
      held: 1,
    });
    expect(stores.house.config(row?.config ?? 0)).toEqual(sample.config);
    expect(stores.house.lastSequence()).toBe(2);
  });

  test('knows the newest release, and the newest that may be deployed', () => {
    const { stores } = furnishedHistory();
    const add = (version: number, more: Parameters<typeof sample.release>[0] = {}) =>
      stores.releases.add(sample.release({ id: `r${version}`, version, tag: `web:v${version}`, ...more }));
    add(2, { revision: 'abc' });
    add(3, { test: { state: 'failed', durationMs: 1, command: [], reason: 'no' } });
    add(4);
    stores.releases.withdraw('r4', 1);
    stores.apps.add({ name: 'bare', directory: '/srv/bare', createdAt: 1 });
    const rows = new Map(stores.house.newest().map((row) => [row.app, row]));
    expect(rows.get('web')).toMatchObject({ highest: 4, newest: 3, deployable: 2, withdrawn: 1 });
    expect(rows.get('bare')).toEqual({
      app: 'bare',
      highest: 0,
      newest: null,
      revision: null,
      deployable: null,
      withdrawn: 0,
    });
  });

  test('is marked anew by whoever writes, and by nobody who reads', () => {
    const { path, stores, clock } = furnishedHistory();
    const other = openStores(path, { clock, ids: randomIds });
    try {
      const marks = [stores.house.mark()];
      stores.house.berths();
      expect(stores.house.mark()).toEqual(marks[0]);
      stores.apps.setDirectory('web', '/elsewhere');
      marks.push(stores.house.mark());
      other.apps.setDirectory('web', '/srv/web');
      marks.push(stores.house.mark());
      expect(marks[1]).toMatchObject({ others: marks[0]?.others });
      expect(marks[1]?.own).not.toBe(marks[0]?.own);
      expect(marks[2]?.others).not.toBe(marks[1]?.others);
      expect(marks[2]?.own).toBe(marks[1]?.own);
    } finally {
      other.close();
    }
  });
});
