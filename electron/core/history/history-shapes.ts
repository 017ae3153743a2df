import { z } from 'zod';
import { COLOURS } from '../../../shared/model/colour.ts';

/**
 * What parts of a history look like when they come from outside: labels of an engine, an exported file. Everything the code
 * relies upon is asked for; what a newer Twinberth added besides stays in place.
 */
const text = z.string();
const texts = z.array(text);
const count = z.number().int().nonnegative();
const duration = z.number().nonnegative();
const stringMap = z.record(text, text);

/** Milliseconds since 1970. */
export const time = z.number().int();
export const colour = z.enum(COLOURS);
export const version = z.number().int().positive();
/** Of an app or an environment: names of containers, networks and tags are made from them. */
export const name = text.regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/).max(63);
export const id = text.min(1).max(128);
export const kind = z.enum(['deploy', 'promote', 'rollback', 'heal']);
export const via = z.enum(['cli', 'app', 'serve', 'core']);

export const policy = z.looseObject({ tested: z.boolean(), soakMs: duration, approval: z.boolean() });

export const endpoint = z.union([
  z.looseObject({ kind: z.enum(['unix', 'npipe']), path: text }),
  z.looseObject({
    kind: z.literal('tcp'),
    host: text,
    port: count,
    tls: z.looseObject({ ca: text, cert: text, key: text }).optional(),
  }),
]);

export const source = z.union([
  z.looseObject({
    kind: z.literal('build'),
    directory: text,
    context: text,
    dockerfile: text,
    args: stringMap,
    target: text.optional(),
    bases: z.array(z.looseObject({ reference: text, digest: text })),
  }),
  z.looseObject({ kind: z.literal('image'), reference: text, pinned: text.optional() }),
]);

export const test = z.union([
  z.looseObject({ state: z.literal('untested') }),
  z.looseObject({ state: z.literal('passed'), durationMs: duration, command: texts }),
  z.looseObject({
    state: z.literal('failed'),
    durationMs: duration,
    command: texts,
    exitCode: z.number().optional(),
    reason: text,
  }),
]);

export const layers = texts;

export const errorReply = z.looseObject({ code: text, message: text, details: z.looseObject({}) });

export const receipt = z.looseObject({
  probes: count,
  failures: count,
  longestGapMs: duration,
  latencyP50Ms: duration,
  latencyP95Ms: duration,
  switchMs: duration,
  untilServingMs: duration,
  via: z.enum(['port', 'inside']),
  failureSamples: texts,
});

export const placementConfig = z.looseObject({
  mode: z.enum(['http', 'tcp']),
  port: count.optional(),
  publish: z.looseObject({ address: text.optional(), port: count }).optional(),
  replicas: count,
  strategy: z.enum(['auto', 'blue-green', 'hold-and-swap']),
  health: z.looseObject({
    path: text,
    intervalMs: duration,
    timeoutMs: duration,
    rise: count,
    fall: count,
    stableMs: duration,
    deadlineMs: duration,
  }),
  bakeMs: duration,
  bakeMaxErrorRate: z.number(),
  warmForMs: duration,
  drainMs: duration,
  // A secret is a reference and nothing else: whatever stood beside it could be its value.
  environment: z.record(text, z.union([text, z.strictObject({ secret: text })])),
  volumes: z.array(
    z.looseObject({
      kind: z.enum(['volume', 'bind']),
      source: text,
      target: text,
      readOnly: z.boolean(),
    }),
  ),
  tmpfs: texts,
  readOnly: z.boolean(),
  command: texts.optional(),
  entrypoint: texts.optional(),
  stopGraceMs: duration,
  init: z.boolean(),
  capAdd: texts,
  capDrop: texts,
  extraHosts: texts,
  labels: stringMap,
  edge: z.looseObject({ image: text, maxConnections: count }),
});

export const plan = z.looseObject({
  kind,
  app: text,
  environment: text,
  release: text,
  version: z.number(),
  toColour: colour,
  strategy: z.enum(['blue-green', 'hold-and-swap']),
  source: z.enum(['create', 'start', 'warm']),
  steps: z.array(z.looseObject({ name: text, text })),
  changes: z.array(z.looseObject({})),
  interruptions: z.array(z.looseObject({})),
  refusals: z.array(z.looseObject({})),
  warnings: texts,
});
