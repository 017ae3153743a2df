import { z } from 'zod';
import { field, isPlainMap, listOf, mapOf, mapOrList } from './config-field.ts';
import { parseDuration } from './duration.ts';
import { LIMITS } from './limits.ts';
import { parsePlatform } from './parse-container-options.ts';
import { parseFilePattern } from './parse-file-pattern.ts';
import { parseName } from './parse-name.ts';
import { parseCount, parseReference, parseText } from './parse-scalars.ts';
import { parsePlainValue } from './parse-variable.ts';
import { placementShape } from './placement-schema.ts';
import type { PathBase } from './resolve-user-path.ts';
import { parseCommand } from './split-command.ts';

/** The whole of twinberth.yaml. */
export function appConfigSchema(base: PathBase) {
  const placement = placementShape(base);
  return mapOf({
    app: field((raw) => parseName(raw, 'app')),
    build: buildSchema.optional(),
    image: field(parseReference).optional(),
    test: testSchema.optional(),
    retention: retentionSchema.optional(),
    drift: driftSchema.optional(),
    ...placement,
    environments: z
      .record(
        z.string(),
        z.preprocess(
          (raw) => raw ?? {},
          mapOf(placement, '; write the name of an environment and what is its own below it'),
        ),
        { error: 'must be a map from names of environments to what is their own' },
      )
      .optional(),
  });
}

const buildSchema = z.preprocess(
  (raw) => (typeof raw === 'string' ? { context: raw } : raw),
  mapOf({
    context: field((raw) => parseText(raw)).optional(),
    dockerfile: field((raw) => parseText(raw)).optional(),
    args: mapOrList(parsePlainValue).optional(),
    target: field((raw) => parseText(raw)).optional(),
    platform: field(parsePlatform).optional(),
  }),
);

const testSchema = z.preprocess(
  (raw) => (isPlainMap(raw) ? raw : { command: raw }),
  mapOf({
    command: field(parseCommand),
    timeout: field((raw) => parseDuration(raw, LIMITS.testTimeout)).optional(),
    environment: mapOrList(parseTestValue).optional(),
    user: field((raw) => parseText(raw)).optional(),
  }),
);

const retentionSchema = mapOf({
  keep: field((raw) => parseCount(raw, 1, LIMITS.keptReleases)).optional(),
  days: field((raw) => parseCount(raw, 0, LIMITS.keptDays)).optional(),
});

function parseTestValue(raw: unknown, name: string) {
  return isPlainMap(raw)
    ? ({ ok: false, message: 'must be plain text: tests get no secrets' } as const)
    : parsePlainValue(raw, name);
}

const driftSchema = mapOf({ ignore: listOf(parseFilePattern).optional() });

export const APP_KEYS = [
  'app',
  'build',
  'image',
  'test',
  'retention',
  'drift',
  'environments',
  ...Object.keys(placementShape({ directory: '/', userHome: '/' })),
];
export const PLACEMENT_KEYS = Object.keys(placementShape({ directory: '/', userHome: '/' }));
export const BUILD_KEYS = ['context', 'dockerfile', 'args', 'target', 'platform'];
export const DRIFT_KEYS = ['ignore'];
export const TEST_KEYS = ['command', 'timeout', 'environment', 'user'];
export const RETENTION_KEYS = ['keep', 'days'];

export type AppFile = z.output<ReturnType<typeof appConfigSchema>>;
