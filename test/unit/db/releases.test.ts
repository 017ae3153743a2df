import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import type { Release } from '../../../shared/model/release.ts';
import * as sample from './sample-rows.ts';
import { failureOf, furnishedHistory, temporaryHistory } from './temporary-history.ts';

const built: Release = sample.release({
  id: 'r2',
  version: 2,
  tag: 'web:v2',
  inputHash: 'bbbb',
  source: {
    kind: 'build',
    directory: '/srv/web',
    context: '/srv/web',
    dockerfile: 'Dockerfile',
    args: { A: '1' },
    bases: [{ reference: 'base:1', digest: 'sha256:b' }],
  },
  test: { state: 'failed', durationMs: 12.5, command: ['node', '--test'], exitCode: 1, reason: 'exit 1' },
  revision: 'abc123',
});

describe('releases', () => {
  test('come back as they were recorded', () => {
    const { releases } = furnishedHistory().stores;
    releases.add(built);
    expect(releases.get('r2')).toEqual(built);
    expect(releases.byVersion('web', 1)).toEqual(sample.release());
    expect(releases.byVersion('web', 3)).toBeUndefined();
  });

  test('are listed newest first, by page', () => {
    const { releases } = furnishedHistory().stores;
    for (let version = 2; version <= 5; version++)
      releases.add(sample.release({ id: `r${version}`, version }));
    const versions = (list: readonly Release[]) => list.map(({ version }) => version);
    expect(versions(releases.list('web'))).toEqual([5, 4, 3, 2, 1]);
    expect(versions(releases.list('web', { limit: 2 }))).toEqual([5, 4]);
    expect(versions(releases.list('web', { before: 4, limit: 2 }))).toEqual([3, 2]);
    expect(releases.list('other')).toEqual([]);
  });

  test('a version is given once, even by two that build at the same time', () => {
    const { releases } = furnishedHistory().stores;
    expect(failureOf(() => releases.add(sample.release({ id: 'other' })))).toMatchObject({
      code: 'release.taken',
      retry: true,
    });
  });

  test('a withdrawn one is not found by its input, is not the latest, and keeps its version', () => {
    const { releases } = furnishedHistory().stores;
    releases.add({ ...built, inputHash: 'aaaa' });
    expect(releases.byInputHash('web', 'aaaa')?.id).toBe('r2');
    releases.withdraw('r2', 99);
    releases.withdraw('r2', 100);
    expect(releases.get('r2')?.withdrawnAt).toBe(99);
    expect(releases.byInputHash('web', 'aaaa')?.id).toBe('r1');
    expect(releases.latest('web')?.id).toBe('r1');
    expect(releases.highestVersion('web')).toBe(2);
    expect(releases.highestVersion('other')).toBe(0);
  });

  test("each host has its own engine's id of the image", () => {
    const { releases } = furnishedHistory().stores;
    releases.setEngineId('r1', 'h1', 'sha256:x');
    releases.setEngineId('r1', 'h2', 'sha256:y');
    releases.setEngineId('r1', 'h1', 'sha256:z');
    expect([releases.engineId('r1', 'h1'), releases.engineId('r1', 'h2')]).toEqual(['sha256:z', 'sha256:y']);
    expect(releases.engineId('r1', 'h3')).toBeUndefined();
  });
});

describe('builds', () => {
  test('are recorded from their beginning', () => {
    const { builds, logs } = furnishedHistory().stores;
    builds.begin({ id: 'b1', app: 'web', startedAt: 10, by: 'ann@desk' });
    expect(builds.get('b1')).toEqual({
      sequence: 1,
      id: 'b1',
      app: 'web',
      state: 'running',
      startedAt: 10,
      by: 'ann@desk',
    });
    const buildLog = logs.add('build', 'step 1', 11);
    const end = { state: 'done', durationMs: 1234.5, inputHash: 'aaaa', release: 'r1', buildLog } as const;
    builds.end('b1', end);
    expect(builds.get('b1')).toMatchObject(end);
  });

  test('the build of a release is the one that made it, not one that found it ready', () => {
    const { builds } = furnishedHistory().stores;
    for (const [id, state] of [
      ['b1', 'done'],
      ['b2', 'reused'],
    ] as const) {
      builds.begin({ id, app: 'web', startedAt: 10, by: 'ann@desk' });
      builds.end(id, { state, durationMs: 1, release: 'r1' });
    }
    expect(builds.byRelease('r1')?.id).toBe('b1');
    expect(builds.byRelease('r9')).toBeUndefined();
  });

  test('failures are kept, newest first, by page', () => {
    const { builds } = temporaryHistory().stores;
    const error = { code: 'build.failed', message: 'line 3', details: { line: 3 } } as const;
    for (const id of ['b1', 'b2', 'b3']) builds.begin({ id, app: 'web', startedAt: 10, by: 'ann@desk' });
    builds.end('b2', { state: 'failed', durationMs: 5, error });
    expect(builds.list('web', { limit: 2 }).map(({ id }) => id)).toEqual(['b3', 'b2']);
    expect(builds.list('web', { before: 3 }).map(({ id }) => id)).toEqual(['b2', 'b1']);
    expect(builds.get('b2')?.error).toEqual(error);
  });

  test('one that was never begun cannot end', () => {
    const { builds } = temporaryHistory().stores;
    expect(() => builds.end('b9', { state: 'done', durationMs: 1 })).toThrow('never begun');
  });
});

describe('logs', () => {
  test('come back byte for byte and take less room than they are long', () => {
    const { stores, path } = temporaryHistory();
    const text = 'höher 🚢\0\r\n'.repeat(10_000);
    const id = stores.logs.add('build', text, 1);
    expect(stores.logs.read(id)).toBe(text);
    expect(stores.logs.read(stores.logs.add('test', '', 1))).toBe('');
    expect(stores.logs.read('none')).toBeUndefined();
    const database = new SqliteDatabase(path, { readonly: true });
    const size = database.prepare('SELECT length(content) FROM logs WHERE id = ?').pluck().get(id);
    database.close();
    expect(size).toBeLessThan(text.length / 100);
  });
});

describe('approvals', () => {
  test('are for one version in one environment; the newest counts', () => {
    const { approvals } = temporaryHistory().stores;
    const approval = { app: 'web', environment: 'prod', version: 2, by: 'ann@desk', at: 5 };
    approvals.add(approval);
    expect(approvals.find('web', 'prod', 2)).toEqual(approval);
    approvals.add({ ...approval, by: 'bob@desk', at: 4, message: 'seen' });
    expect(approvals.find('web', 'prod', 2)).toMatchObject({ by: 'bob@desk', message: 'seen' });
    expect(approvals.find('web', 'prod', 3)).toBeUndefined();
    expect(approvals.find('web', 'dev', 2)).toBeUndefined();
  });
});
