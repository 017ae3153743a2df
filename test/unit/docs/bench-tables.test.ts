import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BenchRow } from '../../bench/bench-row.ts';
import type { BenchRun } from '../../bench/bench-run.ts';
import { betweenMarks, readDocumentTable } from '../../bench/format-document.ts';
import { formatDocumentTable, formatTable } from '../../bench/format-table.ts';
import { atLeast, atMost, every, none } from '../../bench/judge-row.ts';
import { OPERATIONS } from '../../support/faults/operations.ts';
import { DESKTOP_ROWS, faultTitle, MEASURED_TABLES, README_ROWS } from '../../bench/row-titles.ts';
import { writeTables } from '../../bench/write-tables.ts';
import { CHECKOUT, readDocument } from './read-document.ts';

describe.each(MEASURED_TABLES)('the measurements in $path, $mark', ({ path, mark, titles }) => {
  const document = readDocument(path);
  const { rows } = readDocumentTable(document, mark);

  test('have every row that a bench measures for it, in order', () => {
    expect([...rows.keys()]).toEqual(titles);
  });

  test('are laid out as `npm run bench -- --markdown` prints them', () => {
    expect(betweenMarks(document, mark)).toContain(formatDocumentTable([...rows.values()]));
  });

  test('say of each row with a bar whether it is reached', () => {
    const unjudged = [...rows.values()].filter(
      ([, , bar, verdict]) => (bar !== '') !== /^(yes|no)$/.test(verdict ?? ''),
    );
    expect(unjudged).toEqual([]);
  });
});

test('every row of the documents is measured by some bench', () => {
  const folder = join(CHECKOUT, 'test/bench');
  const benches = readdirSync(folder)
    .filter((name) => name.endsWith('.bench.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const keys = [
    ...Object.keys(README_ROWS).map((key) => `README_ROWS.${key}`),
    ...Object.keys(DESKTOP_ROWS).map((key) => `DESKTOP_ROWS.${key}`),
  ];
  expect(keys.filter((key) => !new RegExp(`${key}\\b`).test(benches))).toEqual([]);
});

test('every operation of the fault matrix has its row', () => {
  const { titles } = MEASURED_TABLES.find(({ mark }) => mark === 'fault-matrix') ?? {};
  expect(titles).toEqual(OPERATIONS.map(({ name }) => faultTitle(name)));
});

describe('a bench row', () => {
  test('is judged, with a bar that says what it is of', () => {
    expect(atMost(1000, { name: 'a', value: 749, unit: 'ms' })).toMatchObject({ bar: '<= 1 s', ok: true });
    expect(atLeast(0.95, { name: 'a', value: 0.94, unit: 'ratio' })).toMatchObject({
      bar: '>= 0.95',
      ok: false,
    });
    expect(none({ name: 'a', value: 1, of: 10, unit: 'count' })).toMatchObject({ bar: '0', ok: false });
    expect(every(10, { name: 'a', value: 10, unit: 'count' })).toMatchObject({ bar: 'all', ok: true });
    expect(every(0, { name: 'a', value: 0, unit: 'count' }).ok).toBe(false);
    expect(atMost(5, { name: 'a', value: NaN, unit: 's' }).ok).toBe(false);
  });

  test('is printed for a terminal with how it was measured', () => {
    const row = atMost(50, { name: 'warm', value: 28.84, unit: 'ms', note: '60 rollbacks' });
    expect(formatTable([row], 'a machine')).toMatch(/warm +28\.8 ms +<= 50 ms +ok +60 rollbacks$/m);
  });
});

describe('writing what was measured into the documents', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bench-tables-'));
    mkdirSync(join(folder, 'docs'));
    for (const { path } of MEASURED_TABLES) writeFileSync(join(folder, path), readDocument(path));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const lost = none({
    name: README_ROWS.lostRequests,
    value: 0,
    of: 1_234_567,
    unit: 'count',
    below: 'All came back.',
  });
  const reboot = atMost(5, { name: README_ROWS.reboot, value: 7, unit: 's' });
  const run = (loadBefore: number, ...rows: BenchRow[]): BenchRun => ({
    machine: 'a machine',
    loadBefore,
    results: [{ bench: 'some', seconds: 1, rows }],
  });

  test('puts the rows of several runs in their places, and leaves all others as they were', () => {
    const stayed = writeTables([run(0.2, lost), run(3, reboot)], folder);
    const written = readFileSync(join(folder, 'README.md'), 'utf8');
    const before = readDocumentTable(readDocument('README.md'), 'bench');
    const after = readDocumentTable(written, 'bench');
    expect(after.rows.get(README_ROWS.lostRequests)?.slice(1)).toEqual(['0 of 1,234,567', '0', 'yes']);
    expect(after.rows.get(README_ROWS.reboot)?.slice(1)).toEqual(['7 s', '<= 5 s', 'no']);
    expect(after.below).toBe('All came back.');
    expect(betweenMarks(written, 'bench')).toMatch(/^a machine; load before the runs 0\.2 to 3\.0\.\n/);
    const others = (table: typeof after) =>
      [...table.rows].filter(([title]) => title !== lost.name && title !== reboot.name);
    expect(others(after)).toEqual(others(before));
    expect(written.split('<!-- bench -->')[0]).toBe(readDocument('README.md').split('<!-- bench -->')[0]);
    expect(written.split('<!-- /bench -->')[1]).toBe(readDocument('README.md').split('<!-- /bench -->')[1]);
    const measured: string[] = [lost.name, reboot.name];
    expect(stayed).toEqual(
      MEASURED_TABLES.flatMap(({ path, titles }) =>
        titles.filter((title) => !measured.includes(title)).map((title) => ({ path, title })),
      ),
    );
    expect(readFileSync(join(folder, 'docs/desktop.md'), 'utf8')).toBe(readDocument('docs/desktop.md'));
  });

  test('takes the last of a row that was measured twice, and keeps what was said below', () => {
    const again = atMost(5, { name: README_ROWS.reboot, value: 2, unit: 's' });
    writeTables([run(1, reboot), run(1, again)], folder);
    const { rows, below } = readDocumentTable(readFileSync(join(folder, 'README.md'), 'utf8'), 'bench');
    expect(rows.get(README_ROWS.reboot)?.[1]).toBe('2 s');
    expect(below).toBe(readDocumentTable(readDocument('README.md'), 'bench').below);
  });

  test('does not put figures of two machines into one table', () => {
    const elsewhere = { ...run(1, reboot), machine: 'another machine' };
    expect(() => writeTables([run(1, lost), elsewhere], folder)).toThrow('a machine; another machine');
  });
});
