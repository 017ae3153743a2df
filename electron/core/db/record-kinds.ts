import { z } from 'zod';

import * as shape from '../history/history-shapes.ts';
import { compressText, decompressText, ENCODING } from './compress-text.ts';
import type { SqlValue } from './connection.ts';
import { UNFOLDED } from './folded-step.ts';

/** How a column stands in a record: as it is, as JSON, as true or false, or unpacked. */
type Form = 'plain' | 'json' | 'flag' | 'packed' | 'packed-json';

/** One kind of record of an exported history, and the table that it comes from. */
export interface RecordKind {
  /** The record's key on its line. */
  readonly kind: string;
  readonly table: string;
  /** What a row is read with; `config` and `plan` of a deployment come from tables of their own. */
  readonly select: string;
  /** Columns in the order of the record. */
  readonly columns: readonly RecordColumn[];
  /** Columns that tell whether the history has it already. */
  readonly identity: readonly string[];
  readonly schema: z.ZodType;
}

export interface RecordColumn {
  readonly column: string;
  /** Its name in the record. */
  readonly property: string;
  readonly form: Form;
  /** Where it may be absent, NULL in the table. */
  readonly optional: boolean;
}

export type HistoryRecord = Readonly<Record<string, unknown>>;

const text = z.string();
const time = shape.time;
const count = z.number().int().nonnegative();
const colour = shape.colour;
const health = z.enum(['well', 'degraded', 'down', 'unknown', 'gone', 'empty']);
const berthState = z.enum(['serving', 'warm', 'stopped']);

type Field = readonly [column: string, schema: z.ZodType, form?: Form];

function kindOf(
  kind: string,
  table: string,
  identity: readonly string[],
  fields: readonly Field[],
  options: { readonly select?: string; readonly order?: string } = {},
): RecordKind {
  const columns = fields.map(([column, schema, form = 'plain']) => ({
    column,
    property: column.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()),
    form,
    optional: schema.safeParse(undefined).success,
  }));
  const select = options.select ?? `SELECT ${fields.map(([column]) => column).join(', ')} FROM ${table}`;
  return {
    kind,
    table,
    identity,
    columns,
    select: `${select} ORDER BY ${options.order ?? identity.join(', ')}`,
    schema: z.strictObject(
      Object.fromEntries(columns.map(({ property }, index) => [property, fields[index]?.[1] ?? z.never()])),
    ),
  };
}

/** In an order in which each refers only to what came before. Locks are left out: who is at work now is not history. */
export const RECORD_KINDS: readonly RecordKind[] = [
  kindOf(
    'host',
    'hosts',
    ['id'],
    [
      ['id', shape.id],
      ['name', text],
      ['endpoint', shape.endpoint, 'json'],
      ['address', text],
      ['created_at', time],
    ],
  ),
  kindOf(
    'app',
    'apps',
    ['name'],
    [
      ['name', shape.name],
      ['directory', text],
      ['created_at', time],
    ],
  ),
  kindOf(
    'environment',
    'environments',
    ['id'],
    [
      ['id', shape.id],
      ['name', shape.name],
      ['position', z.number().int()],
      ['policy', shape.policy, 'json'],
    ],
  ),
  kindOf(
    'environmentHost',
    'environment_hosts',
    ['environment', 'ordinal'],
    [
      ['environment', shape.id],
      ['ordinal', count],
      ['host', shape.id],
    ],
  ),
  kindOf(
    'log',
    'logs',
    ['id'],
    [
      ['id', shape.id],
      ['kind', z.enum(['build', 'test', 'evidence'])],
      ['at', time],
      ['content', text, 'packed'],
    ],
  ),
  kindOf(
    'release',
    'releases',
    ['id'],
    [
      ['id', shape.id],
      ['app', shape.name],
      ['version', shape.version],
      ['tag', text],
      ['config_digest', text],
      ['layers', shape.layers, 'json'],
      ['platform', text],
      ['input_hash', text],
      ['source', shape.source, 'json'],
      ['test', shape.test, 'json'],
      ['size_bytes', count],
      ['revision', text.optional()],
      ['created_at', time],
      ['created_by', text],
      ['withdrawn_at', time.optional()],
    ],
    { order: 'app, version' },
  ),
  kindOf(
    'releaseImage',
    'release_images',
    ['release', 'host'],
    [
      ['release', shape.id],
      ['host', shape.id],
      ['image', text],
    ],
  ),
  kindOf(
    'build',
    'builds',
    ['id'],
    [
      ['sequence', count],
      ['id', shape.id],
      ['app', shape.name],
      ['state', z.enum(['running', 'done', 'reused', 'failed', 'cancelled'])],
      ['started_at', time],
      ['duration_ms', z.number().optional()],
      ['who', text],
      ['input_hash', text.optional()],
      ['release', shape.id.optional()],
      ['build_log', shape.id.optional()],
      ['test_log', shape.id.optional()],
      ['error', shape.errorReply.optional(), 'json'],
    ],
    { order: 'sequence' },
  ),
  kindOf(
    'approval',
    'approvals',
    ['app', 'environment', 'version', 'who', 'at'],
    [
      ['sequence', count],
      ['app', text],
      ['environment', text],
      ['version', shape.version],
      ['who', text],
      ['at', time],
      ['message', text.optional()],
    ],
    { order: 'sequence' },
  ),
  kindOf(
    'config',
    'configs',
    ['hash'],
    [
      ['hash', text],
      ['content', shape.placementConfig, 'json'],
    ],
    { order: 'id' },
  ),
  kindOf(
    'deployment',
    'deployments',
    ['id'],
    [
      ['sequence', count],
      ['id', shape.id],
      ['kind', shape.kind],
      ['app', shape.name],
      ['environment', shape.name],
      ['host', shape.id],
      ['release', shape.id],
      ['version', shape.version],
      ['colour', colour],
      [
        'state',
        z.enum([
          'running',
          'baking',
          'live',
          'failed',
          'reverted',
          'rolled-back',
          'interrupted',
          'superseded',
        ]),
      ],
      ['started_at', time],
      ['live_at', time.optional()],
      ['ended_at', time.optional()],
      ['duration_ms', z.number().optional()],
      ['who', text],
      ['via', shape.via],
      ['message', text.optional()],
      ['override', text.optional()],
      ['previous', shape.id.optional()],
      ['restores', shape.id.optional()],
      ['source', text.optional()],
      ['config', text],
      ['receipt', shape.receipt.optional(), 'json'],
      ['error', shape.errorReply.optional(), 'json'],
      ['plan', shape.plan.optional(), 'json'],
    ],
    {
      select: `SELECT d.sequence, d.id, d.kind, d.app, d.environment, d.host, d.release, d.version, d.colour, d.state, d.started_at,
      d.live_at, d.ended_at, d.duration_ms, d.who, d.via, d.message, d.override, d.previous, d.restores, d.source,
      configs.hash AS config, d.receipt, d.error, plans.content AS plan
      FROM deployments AS d JOIN configs ON configs.id = d.config LEFT JOIN plans ON plans.deployment = d.sequence`,
      order: 'd.sequence',
    },
  ),
  kindOf(
    'step',
    'steps',
    ['deployment', 'ordinal'],
    [
      ['deployment', shape.id],
      ['ordinal', count],
      ['name', text],
      ['state', z.enum(['running', 'done', 'failed', 'skipped', 'reverted'])],
      ['started_at', time],
      ['duration_ms', z.number().optional()],
      ['note', text.optional()],
    ],
    { select: `SELECT * FROM (SELECT * FROM steps UNION ALL ${UNFOLDED})` },
  ),
  kindOf(
    'evidence',
    'evidence',
    ['deployment', 'container', 'replica', 'sequence'],
    [
      ['sequence', count],
      ['deployment', shape.id],
      ['container', text],
      ['replica', count],
      ['exit_code', z.number().int().optional()],
      ['oom_killed', z.boolean(), 'flag'],
      ['state', text],
      ['edge_check', text.optional()],
      ['lines', z.looseObject({ logLines: z.array(text), healthLog: z.array(text) }), 'packed-json'],
    ],
    { order: 'sequence' },
  ),
  kindOf(
    'berth',
    'berths',
    ['app', 'environment', 'host'],
    [
      ['app', shape.name],
      ['environment', shape.name],
      ['host', shape.id],
      ['active', colour.optional()],
      ['active_deployment', shape.id.optional()],
      ['blue_deployment', shape.id.optional()],
      ['blue_state', berthState.optional()],
      ['blue_warm_until', time.optional()],
      ['green_deployment', shape.id.optional()],
      ['green_state', berthState.optional()],
      ['green_warm_until', time.optional()],
      ['slot', z.number().int().positive()],
      ['held', z.boolean(), 'flag'],
    ],
  ),
  kindOf(
    'due',
    'dues',
    ['app', 'environment', 'host', 'kind'],
    [
      ['id', shape.id],
      ['app', text],
      ['environment', text],
      ['host', shape.id],
      ['kind', z.enum(['bake', 'standby'])],
      ['deployment', shape.id],
      ['at', time],
      ['data', z.looseObject({}), 'json'],
    ],
  ),
  kindOf(
    'pin',
    'pins',
    ['app', 'version'],
    [
      ['app', text],
      ['version', shape.version],
      ['who', text],
      ['at', time],
    ],
  ),
  kindOf(
    'consent',
    'consents',
    ['app', 'command', 'who'],
    [
      ['app', text],
      ['command', text],
      ['who', text],
      ['at', time],
    ],
  ),
  kindOf(
    'healthChange',
    'health_changes',
    ['app', 'environment', 'host', 'at', 'after'],
    [
      ['sequence', count],
      ['app', text],
      ['environment', text],
      ['host', shape.id],
      ['at', time],
      ['before', health.optional()],
      ['after', health],
      ['why', text.optional()],
      ['event', z.enum(['restart', 'oom']).optional()],
    ],
    { order: 'sequence' },
  ),
  kindOf(
    'notice',
    'notices',
    ['id'],
    [
      ['sequence', count],
      ['id', shape.id],
      ['at', time],
      ['kind', text],
      ['title', text],
      ['text', text],
      ['places', z.array(z.looseObject({ app: text, environment: text, host: text })), 'json'],
      ['host', text.optional()],
      ['deployment', shape.id.optional()],
      ['actions', z.array(text), 'json'],
      ['silent', z.boolean(), 'flag'],
      ['read', z.boolean(), 'flag'],
    ],
    { order: 'sequence' },
  ),
];

/** What a row says, without what it does not. Undefined when something cannot be unpacked or is not JSON. */
export function toRecord(
  kind: RecordKind,
  row: Readonly<Record<string, SqlValue>>,
): HistoryRecord | undefined {
  const record: Record<string, unknown> = {};
  for (const { column, property, form } of kind.columns) {
    const value = row[column];
    if (value === null || value === undefined) continue;
    const told = unpack(form, value);
    if (told === undefined) return undefined;
    record[property] = told;
  }
  return record;
}

function unpack(form: Form, value: SqlValue): unknown {
  switch (form) {
    case 'plain':
      return value;
    case 'flag':
      return value === 1;
    case 'json':
      return parse(value as string);
    case 'packed':
      return decompressText(value as Uint8Array, ENCODING);
    case 'packed-json': {
      const content = decompressText(value as Uint8Array, ENCODING);
      return content === undefined ? undefined : parse(content);
    }
  }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return undefined;
  }
}

/** The other way: a value for every column. */
export function toRow(kind: RecordKind, record: HistoryRecord): Record<string, SqlValue> {
  const row: Record<string, SqlValue> = {};
  for (const { column, property, form } of kind.columns) {
    const value = record[property];
    row[column] = value === undefined ? null : pack(form, value);
  }
  return row;
}

function pack(form: Form, value: unknown): SqlValue {
  switch (form) {
    case 'plain':
      return value as SqlValue;
    case 'flag':
      return value === true ? 1 : 0;
    case 'json':
      return JSON.stringify(value);
    case 'packed':
      return compressText(value as string);
    case 'packed-json':
      return compressText(JSON.stringify(value));
  }
}
