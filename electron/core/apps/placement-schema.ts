import { z } from 'zod';
import type { Mode, StrategyChoice } from '../../../shared/model/app-config.ts';
import { field, isPlainMap, listOf, mapOf, mapOrList } from './config-field.ts';
import { parseDuration, type DurationLimits } from './duration.ts';
import { LIMITS } from './limits.ts';
import { parseCapability, parseExtraHost, parseSignal } from './parse-container-options.ts';
import { parsePort, parsePublish } from './parse-publish.ts';
import {
  parseChoice,
  parseCount,
  parseCpus,
  parseHealthPath,
  parseReference,
  parseSwitch,
  parseText,
} from './parse-scalars.ts';
import { parsePlainValue, parseVariable } from './parse-variable.ts';
import { parseContainerPath, parseTmpfs, parseVolume } from './parse-volume.ts';
import { bad, type Parsed } from './parsed.ts';
import { parseShare, parseSize, SMALLEST_MEMORY } from './size.ts';
import type { PathBase } from './resolve-user-path.ts';
import { parseCommand } from './split-command.ts';

/** What an app, or one of its environments, may say of how its containers run. Null: back to the default. */
export function placementShape(base: PathBase) {
  return {
    mode: optional(field((raw) => parseChoice(raw, MODES))),
    port: optional(field(parsePort)),
    publish: optional(field(parsePublish)),
    replicas: optional(field((raw) => parseCount(raw, 1, LIMITS.replicas))),
    strategy: optional(field((raw) => parseChoice(raw, STRATEGIES))),
    health: optional(healthSchema),
    bake: optional(bakeSchema),
    warmFor: optional(duration(LIMITS.warmFor)),
    drain: optional(duration(LIMITS.drain)),
    environment: optional(mapOrList((raw, name) => parseVariable(raw, name, base))),
    volumes: optional(listOf((raw) => parseVolume(raw, base))),
    tmpfs: optional(listOf(parseTmpfs)),
    read_only: optional(field(parseSwitch)),
    user: optional(field((raw) => parseText(raw, /^[\w.-]+(:[\w.-]+)?$/))),
    working_dir: optional(field(parseContainerPath)),
    command: optional(field(parseCommand)),
    entrypoint: optional(field(parseCommand)),
    mem_limit: optional(field(parseMemory)),
    cpus: optional(field(parseCpus)),
    pids_limit: optional(field((raw) => parseCount(raw, -1, 4_194_304))),
    stop_signal: optional(field(parseSignal)),
    stop_grace_period: optional(duration(LIMITS.stopGrace)),
    init: optional(field(parseSwitch)),
    cap_add: optional(listOf(parseCapability)),
    cap_drop: optional(listOf(parseCapability)),
    extra_hosts: optional(z.preprocess(hostList, listOf(parseExtraHost))),
    labels: optional(mapOrList(parseLabel)),
    edge: optional(edgeSchema),
  };
}

const MODES: readonly Mode[] = ['http', 'tcp'];
const STRATEGIES: readonly StrategyChoice[] = ['auto', 'blue-green', 'hold-and-swap'];

/** What begins so is Twinberth's (engine/labels.ts). */
const LABEL_PREFIX = 'dev.twinberth.';

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

const duration = (limits: DurationLimits) => field((raw) => parseDuration(raw, limits));

const healthSchema = mapOf(
  {
    path: optional(field(parseHealthPath)),
    interval: optional(duration(LIMITS.interval)),
    timeout: optional(duration(LIMITS.timeout)),
    rise: optional(field((raw) => parseCount(raw, 1, LIMITS.rise))),
    fall: optional(field((raw) => parseCount(raw, 1, LIMITS.rise))),
    stable: optional(duration(LIMITS.stable)),
    deadline: optional(duration(LIMITS.deadline)),
  },
  '; it cannot be switched off, since no swap is safe without it (with `mode: tcp`, a connection is enough)',
);

const bakeSchema = z.preprocess(
  (raw) => (isPlainMap(raw) || raw === null ? raw : { window: raw }),
  mapOf({ window: optional(duration(LIMITS.bake)), maxErrorRate: optional(field(parseShare)) }),
);

const edgeSchema = mapOf({
  image: optional(field(parseReference)),
  maxConnections: optional(field((raw) => parseCount(raw, 1, LIMITS.maxConnections))),
});

/** The keys of the maps inside a placement, for suggestions. */
export const NESTED_KEYS: Readonly<Record<string, readonly string[]>> = {
  health: Object.keys(healthSchema.shape),
  bake: ['window', 'maxErrorRate'],
  edge: Object.keys(edgeSchema.shape),
};

export type PlacementOverlay = z.output<z.ZodObject<ReturnType<typeof placementShape>>>;

function parseMemory(raw: unknown): Parsed<number> {
  const size = parseSize(raw);
  return size.ok && size.value > 0 && size.value < SMALLEST_MEMORY
    ? bad('must be at least 6m, the least that an engine accepts')
    : size;
}

function parseLabel(raw: unknown, name: string): Parsed<string> {
  return name.startsWith(LABEL_PREFIX)
    ? bad(`begins with \`${LABEL_PREFIX}\`, which is Twinberth's own`)
    : parsePlainValue(raw, name);
}

/** Compose also takes a map of name to address. */
function hostList(raw: unknown): unknown {
  return isPlainMap(raw) ? Object.entries(raw).map(([name, address]) => `${name}:${String(address)}`) : raw;
}
