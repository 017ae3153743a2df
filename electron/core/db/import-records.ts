import { z } from 'zod';

import { Failure } from '../runtime/failure.ts';
import { ENCODING } from './compress-text.ts';
import type { Connection, SqlValue } from './connection.ts';
import { EXPORT_FORMAT, EXPORT_VERSION } from './export-records.ts';
import type { Imported } from './imported.ts';
import { RECORD_KINDS, toRow, type HistoryRecord, type RecordKind } from './record-kinds.ts';

/**
 * Adds what an export holds and the history does not. All of it or nothing: every record is validated, and one that cannot be added undoes the
 * rest. Numbers of deployments stay the same in a history that has none, otherwise they go on after the last.
 *
 * Throws `import.invalid` with the line and what is wrong with it.
 */
export function importRecords(connection: Connection, lines: Iterable<string>): Imported {
  return connection.write(() => {
    const writer = createWriter(connection);
    const added: Record<string, number> = {};
    let known = 0;
    let number = 0;
    let records = 0;
    let state: 'head' | 'records' | 'end' = 'head';
    for (const line of lines) {
      number += 1;
      if (line === '') continue;
      const value = parseLine(line, number);
      if (state === 'end') throw invalid(number, 'something follows the end');
      if (state === 'head') {
        readHead(value, number);
        state = 'records';
      } else if ('end' in value) {
        if (!end.safeParse(value['end']).success || (value['end'] as { records: number }).records !== records)
          throw invalid(number, `it says that there are other than the ${records} records before it`);
        state = 'end';
      } else {
        records += 1;
        const { kind, record } = readRecord(value, number);
        if (writer.write(kind, record, number)) added[kind.kind] = (added[kind.kind] ?? 0) + 1;
        else known += 1;
      }
    }
    if (state !== 'end') throw invalid(number, 'the end is missing: the file is not whole');
    return { added, known };
  });
}

const end = z.strictObject({ records: z.number().int().nonnegative() });
const head = z.looseObject({ format: z.literal(EXPORT_FORMAT), version: z.number().int() });

function parseLine(line: string, number: number): HistoryRecord {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as HistoryRecord;
  } catch {
    // Said below, as for what is JSON and no object.
  }
  throw invalid(number, 'it is not a JSON object');
}

function readHead(value: HistoryRecord, number: number): void {
  const parsed = head.safeParse(value);
  if (!parsed.success) throw invalid(number, 'this is not an exported history of Twinberth');
  if (parsed.data.version !== EXPORT_VERSION)
    throw invalid(
      number,
      `the file has version ${parsed.data.version} of the format, this Twinberth reads ${EXPORT_VERSION}`,
    );
}

const BY_KIND = new Map(RECORD_KINDS.map((kind) => [kind.kind, kind]));

function readRecord(
  value: HistoryRecord,
  number: number,
): { readonly kind: RecordKind; readonly record: HistoryRecord } {
  const [name = '', ...others] = Object.keys(value);
  const kind = BY_KIND.get(name);
  if (kind === undefined || others.length > 0)
    throw invalid(number, `there is no kind of record named ${name}`);
  const parsed = kind.schema.safeParse(value[name]);
  if (parsed.success) return { kind, record: value[name] as HistoryRecord };
  const [issue] = parsed.error.issues;
  throw invalid(number, `${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'not valid'}`);
}

/** Tables whose numbers are given out one after another. */
const NUMBERED = new Set(['builds', 'approvals', 'deployments', 'evidence', 'health_changes', 'notices']);

function createWriter({ database }: Connection) {
  const empty = new Set([...NUMBERED].filter((table) => isEmpty(table)));
  const addedDeployments = new Set<string>();
  /** Ids of the file that the history has under other ids. */
  const renamed = {
    hosts: new Map<string, string>(),
    environments: new Map<string, string>(),
    releases: new Map<string, string>(),
  };
  const find = rememberStatements((kind: RecordKind) => {
    const where = kind.identity.map((column) => `${column} = @${column}`).join(' AND ');
    return database
      .prepare<[Record<string, SqlValue>], number>(`SELECT 1 FROM ${kind.table} WHERE ${where}`)
      .pluck();
  });
  const insert = rememberStatements((kind: RecordKind) =>
    database.prepare<[Record<string, SqlValue>]>(insertSql(kind)),
  );
  const addPlan = database.prepare<[{ readonly id: string; readonly plan: SqlValue }]>(
    'INSERT INTO plans (deployment, content) SELECT sequence, @plan FROM deployments WHERE id = @id',
  );

  function isEmpty(table: string): boolean {
    return database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined;
  }

  const write = (kind: RecordKind, record: HistoryRecord, line: number): boolean => {
    const row = translate(kind, toRow(kind, record));
    if (isKnown(kind, row, line)) return false;
    if (NUMBERED.has(kind.table) && !empty.has(kind.table)) row['sequence'] = null;
    const { plan = null, ...own } = row;
    try {
      insert(kind).run(kind.kind === 'deployment' ? own : row);
      if (kind.kind === 'deployment') {
        addedDeployments.add(String(row['id']));
        if (plan !== null) addPlan.run({ id: String(row['id']), plan });
      }
    } catch (error) {
      throw invalid(line, error instanceof Error ? error.message : String(error), error);
    }
    return true;
  };

  /** What belongs to a deployment came with it: what the history has of one is left alone. */
  const isKnown = (kind: RecordKind, row: Record<string, SqlValue>, line: number): boolean => {
    if (kind.kind === 'step' || kind.kind === 'evidence')
      return !addedDeployments.has(String(row['deployment']));
    if (find(kind).get(pick(row, kind.identity)) !== undefined) return true;
    if (kind.kind === 'environmentHost') return isOfKnownEnvironment(row);
    return isUnderOtherId(kind, row, line);
  };

  const addedEnvironments = new Set<string>();
  const isOfKnownEnvironment = (row: Record<string, SqlValue>) =>
    !addedEnvironments.has(String(row['environment']));

  const isUnderOtherId = (kind: RecordKind, row: Record<string, SqlValue>, line: number): boolean => {
    const id = String(row['id']);
    if (kind.kind === 'host' || kind.kind === 'environment') {
      const other = database
        .prepare<[SqlValue], string>(`SELECT id FROM ${kind.table} WHERE name = ?`)
        .pluck()
        .get(row['name'] ?? null);
      if (other !== undefined) renamed[kind.kind === 'host' ? 'hosts' : 'environments'].set(id, other);
      else if (kind.kind === 'environment') addedEnvironments.add(id);
      return other !== undefined;
    }
    if (kind.kind !== 'release') return false;
    const other = database
      .prepare<[SqlValue, SqlValue], { readonly id: string; readonly digest: string }>(
        'SELECT id, config_digest AS digest FROM releases WHERE app = ? AND version = ?',
      )
      .get(row['app'] ?? null, row['version'] ?? null);
    if (other === undefined) return false;
    if (other.digest !== row['config_digest'])
      throw invalid(line, `the history has another image as ${String(row['tag'])}`);
    renamed.releases.set(id, other.id);
    return true;
  };

  const translate = (kind: RecordKind, row: Record<string, SqlValue>): Record<string, SqlValue> => {
    const change = (column: string, names: ReadonlyMap<string, string>) => {
      const value = row[column];
      if (typeof value === 'string') row[column] = names.get(value) ?? value;
    };
    change('host', renamed.hosts);
    change('release', renamed.releases);
    if (kind.kind === 'environmentHost') change('environment', renamed.environments);
    return row;
  };

  return { write };
}

function insertSql(kind: RecordKind): string {
  const columns = kind.columns
    .map(({ column }) => column)
    .filter((column) => column !== 'plan' || kind.kind !== 'deployment');
  const packed = kind.columns.some(({ form }) => form.startsWith('packed'));
  const values = columns.map((column) =>
    kind.kind === 'deployment' && column === 'config'
      ? '(SELECT id FROM configs WHERE hash = @config)'
      : `@${column}`,
  );
  const more = packed
    ? { columns: [...columns, 'encoding'], values: [...values, `'${ENCODING}'`] }
    : { columns, values };
  return `INSERT INTO ${kind.table} (${more.columns.join(', ')}) VALUES (${more.values.join(', ')})`;
}

function rememberStatements<S>(prepare: (kind: RecordKind) => S): (kind: RecordKind) => S {
  const known = new Map<string, S>();
  return (kind) => {
    const statement = known.get(kind.kind) ?? prepare(kind);
    known.set(kind.kind, statement);
    return statement;
  };
}

function pick(row: Record<string, SqlValue>, columns: readonly string[]): Record<string, SqlValue> {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

function invalid(line: number, what: string, cause?: unknown): Failure {
  return new Failure(
    'import.invalid',
    `Line ${line} cannot be imported: ${what}. Nothing of the file was added.`,
    { line, what },
    cause === undefined ? {} : { cause },
  );
}
