import type {
  EdgeConfig,
  HealthConfig,
  PlacementConfig,
  VariableValue,
} from '../../../shared/model/app-config.ts';
import type { PlacementOverlay } from './placement-schema.ts';
import type { PlacementDefaults } from './settings.ts';

/**
 * The defaults, the app's own settings over them, the environment's over those. Maps (`environment`, `labels`, `health`,
 * `bake`, `edge`) are merged key by key, where null takes a key away; lists are replaced.
 */
export function overlayPlacement(
  defaults: PlacementDefaults,
  app: PlacementOverlay,
  environment: PlacementOverlay,
): PlacementConfig {
  /** The environment's value, else the app's; null in the environment means neither. */
  const pick = <K extends keyof PlacementOverlay>(key: K): NonNullable<PlacementOverlay[K]> | undefined => {
    const own = environment[key];
    return (own === undefined ? app[key] : own) ?? undefined;
  };
  const bake = mergeMaps(app.bake, environment.bake);
  return {
    mode: pick('mode') ?? 'http',
    ...defined('port', pick('port')),
    ...defined('publish', pick('publish')),
    replicas: pick('replicas') ?? 1,
    strategy: pick('strategy') ?? 'auto',
    health: healthOf(defaults.health, mergeMaps(app.health, environment.health)),
    bakeMs: bake.window ?? defaults.bakeMs,
    bakeMaxErrorRate: bake.maxErrorRate ?? defaults.bakeMaxErrorRate,
    warmForMs: pick('warmFor') ?? defaults.warmForMs,
    drainMs: pick('drain') ?? defaults.drainMs,
    environment: withoutNulls<VariableValue>(mergeMaps(app.environment, environment.environment)),
    volumes: pick('volumes') ?? [],
    tmpfs: pick('tmpfs') ?? [],
    readOnly: pick('read_only') ?? false,
    ...defined('user', pick('user')),
    ...defined('workingDir', pick('working_dir')),
    ...defined('command', pick('command')),
    ...defined('entrypoint', pick('entrypoint')),
    // 0 (and for processes -1) is how Docker writes "no limit".
    ...limit('memory', pick('mem_limit')),
    ...defined('cpus', pick('cpus')),
    ...limit('pids', pick('pids_limit')),
    ...defined('stopSignal', pick('stop_signal')),
    stopGraceMs: pick('stop_grace_period') ?? defaults.stopGraceMs,
    init: pick('init') ?? false,
    capAdd: pick('cap_add') ?? [],
    capDrop: pick('cap_drop') ?? [],
    extraHosts: pick('extra_hosts') ?? [],
    labels: withoutNulls<string>(mergeMaps(app.labels, environment.labels)),
    edge: edgeOf(defaults.edge, mergeMaps(app.edge, environment.edge)),
  };
}

function healthOf(defaults: HealthConfig, own: NonNullable<PlacementOverlay['health']>): HealthConfig {
  return {
    path: own.path ?? defaults.path,
    intervalMs: own.interval ?? defaults.intervalMs,
    timeoutMs: own.timeout ?? defaults.timeoutMs,
    rise: own.rise ?? defaults.rise,
    fall: own.fall ?? defaults.fall,
    stableMs: own.stable ?? defaults.stableMs,
    deadlineMs: own.deadline ?? defaults.deadlineMs,
  };
}

function edgeOf(defaults: EdgeConfig, own: NonNullable<PlacementOverlay['edge']>): EdgeConfig {
  return {
    image: own.image ?? defaults.image,
    maxConnections: own.maxConnections ?? defaults.maxConnections,
  };
}

/** An environment's map over the app's; null instead of the map drops the app's altogether. */
function mergeMaps<T extends object>(
  app: T | null | undefined,
  environment: T | null | undefined,
): Partial<T> {
  return environment === null ? {} : { ...app, ...environment };
}

function withoutNulls<V>(record: Readonly<Record<string, V | null | undefined>>): Record<string, V> {
  const kept = Object.entries(record).filter(
    (entry): entry is [string, V] => entry[1] !== null && entry[1] !== undefined,
  );
  return Object.fromEntries(kept);
}

function defined<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function limit<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
  return value === undefined || value <= 0 ? {} : defined(key, value);
}
