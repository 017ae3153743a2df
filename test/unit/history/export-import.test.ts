import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ALL_MIGRATIONS } from '../../../electron/core/db/migrations/all-migrations.ts';
import { openConnection } from '../../../electron/core/db/open-connection.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import { RECORD_KINDS } from '../../../electron/core/db/record-kinds.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { readLines, writeLines } from '../../../electron/core/history/transfer-file.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import type { DeploymentState } from '../../../shared/model/deployment.ts';
import * as sample from '../db/sample-rows.ts';
import { failureOf, furnishedHistory, handClock, temporaryFolder } from '../db/temporary-history.ts';

function emptyHistory(): Stores {
  const stores = openStores(':memory:', { clock: handClock(), ids: randomIds });
  onTestFinished(() => stores.close());
  return stores;
}

/** A history with something in every table. */
function fullHistory(): Stores {
  const { stores } = furnishedHistory();
  stores.builds.begin({ id: 'b1', app: 'web', startedAt: 5, by: 'ann@desk' });
  const buildLog = stores.logs.add('build', 'STEP 1\nnaïve 日本語 🚢\n', 6);
  stores.builds.end('b1', { state: 'done', durationMs: 1.5, release: 'r1', buildLog });
  stores.approvals.add({ app: 'web', environment: 'dev', version: 1, by: 'bob@desk', at: 7, message: 'go' });
  stores.releases.setEngineId('r1', 'h1', 'sha256:on-h1');
  stores.deployments.begin(sample.deployment({ id: 'd1' }));
  stores.deployments.beginStep('d1', 0, 'lock', 8);
  stores.deployments.endStep('d1', 0, { state: 'done', durationMs: 2, note: 'held' });
  stores.deployments.addEvidence('d1', {
    container: 'web-1',
    replica: 1,
    exitCode: 137,
    oomKilled: true,
    state: 'exited',
    logLines: ['out of memory'],
    healthLog: [],
    edgeCheck: 'L4CON',
  });
  stores.deployments.update('d1', {
    state: 'failed',
    endedAt: 9,
    durationMs: 1,
    receipt: sample.receipt,
    error: { code: 'ready.failed', message: 'late', details: { replica: 1 } },
  });
  stores.deployments.begin(
    sample.deployment({ id: 'd2', colour: 'green', previous: 'd1', message: 'again' }),
  );
  stores.deployments.update('d2', { state: 'live' });
  stores.berths.put({
    app: 'web',
    environment: 'dev',
    host: 'h1',
    active: 'green',
    activeDeployment: 'd2',
    green: { deployment: 'd2', state: 'serving' },
    blue: { deployment: 'd1', state: 'warm', warmUntil: 10 },
    slot: 3,
    held: true,
  });
  stores.dues.put({
    id: 'due1',
    app: 'web',
    environment: 'dev',
    host: 'h1',
    kind: 'standby',
    deployment: 'd2',
    at: 11,
    data: { colour: 'blue' },
  });
  stores.pins.add({ app: 'web', version: 1, by: 'ann@desk', at: 12 });
  stores.consents.add({ app: 'web', command: 'pass show db', by: 'ann@desk', at: 5 });
  stores.healthChanges.add([
    { app: 'web', environment: 'dev', host: 'h1', at: 13, to: 'well' },
    { app: 'web', environment: 'dev', host: 'h1', at: 14, to: 'well', event: 'oom', why: 'out of memory' },
    { app: 'web', environment: 'dev', host: 'h1', at: 15, from: 'well', to: 'down', why: 'it ended' },
  ]);
  stores.notices.add({
    id: 'n1',
    at: 16,
    kind: 'health.failed',
    title: 'web in dev is down',
    text: 'it ended',
    places: [{ app: 'web', environment: 'dev', host: 'local' }],
    host: 'local',
    deployment: 'd1',
    actions: ['rollback', 'logs'],
    silent: false,
    read: true,
  });
  return stores;
}

describe('an export', () => {
  it('has every column of every table, but for what is not history', () => {
    const { database } = openConnection(':memory:', ALL_MIGRATIONS, 200);
    onTestFinished(() => void database.close());
    const columns = database
      .prepare<[], { readonly table: string; readonly column: string }>(
        `SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
         WHERE t.type = 'table'`,
      )
      .all();
    const left = new Set(['sqlite_sequence', 'locks', 'drift_findings', 'drift_scans']);
    // Told by another column, or put into the record of what it belongs to.
    const otherwise = new Set([
      'logs.encoding',
      'evidence.encoding',
      'configs.id',
      'plans.deployment',
      'plans.content',
      // Records of steps, as if they were rows.
      'folded_steps.deployment',
      'folded_steps.content',
    ]);
    const exported = new Set(
      RECORD_KINDS.flatMap(({ table, columns: own }) => own.map(({ column }) => `${table}.${column}`)),
    );
    const missing = columns
      .filter(({ table }) => !left.has(table))
      .map(({ table, column }) => `${table}.${column}`)
      .filter((name) => !exported.has(name) && !otherwise.has(name));
    expect(missing).toEqual([]);
  });

  it('makes the same history again, word for word', () => {
    const lines = [...fullHistory().exportRecords()];
    const copy = emptyHistory();
    const imported = copy.importRecords(lines);
    expect([...copy.exportRecords()]).toEqual(lines);
    expect(Object.keys(imported.added).sort()).toEqual(RECORD_KINDS.map(({ kind }) => kind).sort());
    expect(imported.known).toBe(0);
    expect(copy.deployments.get('d1')).toMatchObject({ config: sample.config, plan: sample.plan });
    expect(copy.deployments.evidence('d1')[0]?.logLines).toEqual(['out of memory']);
    const text = lines.join('\n');
    expect(text).toContain('env:DB_PASSWORD');
    for (const line of lines) expect(line).not.toContain('\n');
  });

  it('survives whatever people write and whatever ends a deployment', () => {
    const states: readonly DeploymentState[] = ['live', 'failed', 'superseded', 'rolled-back', 'baking'];
    const attempt = fc.record({
      message: fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
      state: fc.constantFrom(...states),
      variable: fc.oneof(fc.string({ unit: 'grapheme' }), fc.record({ secret: fc.string() })),
      durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
      log: fc.string({ unit: 'grapheme', maxLength: 2000 }),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 12 }), (attempts) => {
        const original = openStores(':memory:', { clock: handClock(), ids: randomIds });
        const copy = openStores(':memory:', { clock: handClock(), ids: randomIds });
        try {
          original.hosts.add(sample.host);
          original.releases.add(sample.release());
          attempts.forEach(({ message, state, variable, durationMs, log }, index) => {
            const config = { ...sample.config, environment: { A: variable } };
            const about = message === undefined ? {} : { message };
            original.deployments.begin(sample.deployment({ id: `d${index}`, config, ...about }));
            original.deployments.update(`d${index}`, { state, durationMs });
            original.logs.add('test', log, index);
          });
          const lines = [...original.exportRecords()];
          copy.importRecords(lines);
          expect([...copy.exportRecords()]).toEqual(lines);
        } finally {
          original.close();
          copy.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is a file of its owner alone, and is read back from it', () => {
    const original = fullHistory();
    const path = join(temporaryFolder(), 'history.jsonl');
    const bytes = writeLines(path, original.exportRecords());
    expect(statSync(path)).toMatchObject({ size: bytes });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const copy = emptyHistory();
    copy.importRecords(readLines(path));
    expect([...copy.exportRecords()].slice(1)).toEqual(
      readFileSync(path, 'utf8').trimEnd().split('\n').slice(1),
    );
  });

  it('leaves no half of a file', () => {
    const path = join(temporaryFolder(), 'history.jsonl');
    writeFileSync(path, 'the one of yesterday');
    const failing = function* () {
      yield '{}';
      throw new Error('the disk is gone');
    };
    expect(() => writeLines(path, failing())).toThrow('the disk is gone');
    expect(readFileSync(path, 'utf8')).toBe('the one of yesterday');
  });
});

describe('an import', () => {
  it('adds what is unknown and leaves what is known as it is', () => {
    const lines = [...fullHistory().exportRecords()];
    const { stores } = furnishedHistory();
    stores.deployments.begin(sample.deployment({ id: 'mine', message: 'here before' }));
    const first = stores.importRecords(lines);
    expect(first.added).toMatchObject({ deployment: 2, build: 1, approval: 1, step: 1, evidence: 1, pin: 1 });
    expect(first.added['host']).toBeUndefined();
    expect(stores.deployments.page({}).map(({ id }) => id)).toEqual(['d2', 'd1', 'mine']);
    const before = [...stores.exportRecords()];
    const second = stores.importRecords(lines);
    expect(second.added).toEqual({});
    expect([...stores.exportRecords()]).toEqual(before);
  });

  it('knows a host, an environment and a release again that have another id here', () => {
    const lines = [...fullHistory().exportRecords()];
    const stores = emptyHistory();
    stores.hosts.add({ ...sample.host, id: 'other-h' });
    stores.environments.add({
      id: 'other-e',
      name: 'dev',
      position: 4,
      hosts: ['other-h'],
      policy: { tested: true, soakMs: 0, approval: false },
    });
    stores.releases.add(sample.release({ id: 'other-r' }));
    stores.importRecords(lines);
    expect(stores.deployments.get('d2')).toMatchObject({ host: 'other-h', release: 'other-r' });
    expect(stores.berths.get('web', 'dev', 'other-h')?.activeDeployment).toBe('d2');
    expect(stores.environments.byName('dev')).toMatchObject({ id: 'other-e', hosts: ['other-h'] });
  });

  const change = (lines: readonly string[], from: string, to: string) =>
    lines.map((line) => line.replace(from, to));
  it.each<[string, (lines: readonly string[]) => readonly string[], string]>([
    ['cut off', (lines) => lines.slice(0, -1), 'the end is missing'],
    ['missing a line', (lines) => lines.filter((_line, index) => index !== 3), 'records before it'],
    ['no export', () => ['{"name":"web"}'], 'not an exported history'],
    [
      'of another version',
      (lines) => change(lines, '"version":1,"schema"', '"version":2,"schema"'),
      'version 2',
    ],
    ['not JSON', (lines) => ['{', ...lines.slice(1)], 'not a JSON object'],
    ['of a kind that there is not', (lines) => change(lines, '{"pin":', '{"pen":'), 'named pen'],
    ['wrong in a value', (lines) => change(lines, '"state":"failed"', '"state":"lost"'), 'deployment.state'],
    ['telling more than there is', (lines) => change(lines, '"slot":3', '"slot":3,"x":1'), 'berth'],
    [
      'carrying the value of a secret',
      (lines) => change(lines, '{"secret":', '{"value":"x","secret":'),
      'config',
    ],
    [
      'about another image',
      (lines) => change(change(lines, '"id":"r1","app"', '"id":"r8","app"'), 'sha256:c1', 'sha256:c2'),
      'another image',
    ],
    [
      'referring to nothing',
      (lines) => change(lines, '"release":"r1","version"', '"release":"r9","version"'),
      'FOREIGN KEY',
    ],
  ])('of a file that is %s adds nothing, and says why', (_what, spoil, why) => {
    const lines = [...fullHistory().exportRecords()];
    const spoilt = spoil(lines);
    expect(spoilt).not.toEqual(lines);
    const { stores } = furnishedHistory();
    const before = [...stores.exportRecords()];
    const failure = failureOf(() => stores.importRecords(spoilt));
    expect(failure.code).toBe('import.invalid');
    expect(failure.message).toContain(why);
    expect([...stores.exportRecords()]).toEqual(before);
  });
});
