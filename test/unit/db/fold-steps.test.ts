import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import * as sample from './sample-rows.ts';
import { furnishedHistory, handClock } from './temporary-history.ts';

const NAMES = ['lock', 'image', 'network', 'edge', 'create', 'ready', 'switch', 'bake', 'receipt'] as const;

/** A deployment with its journal, one step of which failed and one of which was never ended. */
function deploy(stores: Stores, id: string, startedAt: number): void {
  stores.deployments.begin(sample.deployment({ id, startedAt }));
  NAMES.forEach((name, index) => {
    stores.deployments.beginStep(id, index, name, startedAt + index);
    if (name === 'receipt') return;
    const state = name === 'bake' ? 'failed' : 'done';
    stores.deployments.endStep(id, index, { state, durationMs: index + 0.25, ...note(index) });
  });
}

const note = (index: number) => (index === 3 ? { note: 'naïve "日本" 🚢' } : {});

/** Two that have ended, one that stands by, one that serves, one that is under way. */
function history() {
  const { stores, path } = furnishedHistory();
  for (const [index, id] of ['old', 'older', 'standby', 'live', 'running'].entries())
    deploy(stores, id, 1000 + index);
  for (const id of ['old', 'standby']) stores.deployments.update(id, { state: 'superseded' });
  stores.deployments.update('older', { state: 'failed', endedAt: 5 });
  stores.deployments.update('live', { state: 'live' });
  stores.berths.put({
    app: 'web',
    environment: 'dev',
    host: 'h1',
    active: 'green',
    activeDeployment: 'live',
    green: { deployment: 'live', state: 'serving' },
    blue: { deployment: 'standby', state: 'stopped' },
    slot: 1,
    held: false,
  });
  return { stores, path };
}

const idsOf = (stores: Stores, before = 10_000) =>
  stores.deployments.foldable('web', before).map(({ id }) => id);

function rowsOf(path: string, table: string): number {
  const database = new SqliteDatabase(path, { readonly: true });
  onTestFinished(() => void database.close());
  return Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}

describe('steps that are folded', () => {
  test('read as before, and take one row instead of many', () => {
    const { stores, path } = history();
    const before = stores.deployments.steps('old');
    expect(before).toHaveLength(NAMES.length);
    expect(stores.deployments.foldSteps('old')).toBe(true);
    expect(stores.deployments.steps('old')).toEqual(before);
    expect(rowsOf(path, 'folded_steps')).toBe(1);
    expect(rowsOf(path, 'steps')).toBe(4 * NAMES.length);
    expect(stores.checkIntegrity()).toEqual([]);
  });

  test('are those of what has ended, serves no more and does not stand by', () => {
    const { stores } = history();
    expect(idsOf(stores)).toEqual(['old', 'older']);
    for (const id of ['standby', 'live', 'running', 'nobody'])
      expect(stores.deployments.foldSteps(id)).toBe(false);
    expect(stores.deployments.steps('standby')).toHaveLength(NAMES.length);
  });

  test('are those of before, and are not folded again', () => {
    const { stores } = history();
    expect(idsOf(stores, 1001)).toEqual(['old']);
    stores.deployments.foldSteps('old');
    expect(idsOf(stores)).toEqual(['older']);
    expect(stores.deployments.foldSteps('old')).toBe(false);
  });

  test('make the history smaller', () => {
    const { stores } = furnishedHistory();
    stores.transaction(() => {
      for (let index = 0; index < 500; index += 1) {
        const id = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
        deploy(stores, id, index);
        stores.deployments.update(id, { state: 'superseded' });
      }
    });
    stores.compact();
    const full = stores.size().bytes;
    stores.transaction(() => {
      for (const { id } of stores.deployments.foldable('web', 1000)) stores.deployments.foldSteps(id);
    });
    stores.compact();
    expect(stores.size().bytes).toBeLessThan(full * 0.85);
  });

  test('stay what they are', () => {
    const { stores, path } = history();
    stores.deployments.foldSteps('old');
    const database = new SqliteDatabase(path);
    onTestFinished(() => void database.close());
    expect(() => database.exec('DELETE FROM folded_steps')).toThrow('append-only: folded_steps');
    expect(() => database.exec("UPDATE folded_steps SET content = '[]'")).toThrow(
      'append-only: folded_steps',
    );
    expect(() => database.exec("DELETE FROM steps WHERE deployment = 'older'")).toThrow('append-only: steps');
  });

  test('are told as damaged when their text is', () => {
    const { stores, path } = history();
    stores.deployments.foldSteps('old');
    const database = new SqliteDatabase(path);
    onTestFinished(() => void database.close());
    database.exec("DROP TRIGGER folded_steps_fixed; UPDATE folded_steps SET content = '[[0]]'");
    expect(() => stores.deployments.steps('old')).toThrow(/folded_steps/);
  });

  test('are exported as if they were not, and come back', () => {
    const { stores } = history();
    const steps = ['old', 'older', 'live'].map((id) => stores.deployments.steps(id));
    const unfolded = [...stores.exportRecords()];
    for (const { id } of stores.deployments.foldable('web', 10_000)) stores.deployments.foldSteps(id);
    const records = [...stores.exportRecords()];
    expect(records).toEqual(unfolded);
    const other = openStores(':memory:', { clock: handClock(), ids: randomIds });
    onTestFinished(() => other.close());
    other.importRecords(records);
    expect(['old', 'older', 'live'].map((id) => other.deployments.steps(id))).toEqual(steps);
  });
});
