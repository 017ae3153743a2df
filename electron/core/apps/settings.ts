import { posix, win32 } from 'node:path';
import type { EdgeConfig, HealthConfig } from '../../../shared/model/app-config.ts';
import { Failure } from '../runtime/failure.ts';
import { defaultDataFolder, type Variables } from '../runtime/paths.ts';
import { formatDuration, parseDuration, type DurationLimits } from './duration.ts';
import { LIMITS } from './limits.ts';
import { parseFreeSpaceLimit, type FreeSpaceLimit } from './free-space-limit.ts';
import { nearMiss } from '../runtime/near-miss.ts';
import { parseCount, parseHealthPath, parseReference, parseText } from './parse-scalars.ts';
import { good, type Parsed } from './parsed.ts';
import { formatShare, parseShare } from './size.ts';

/** What is true of this installation and is not written in any app's file. Durations are milliseconds. */
export interface Settings {
  /** The data folder, absolute. */
  readonly home: string;
  /** The user's home folder: what `~` means in files. */
  readonly userHome: string;
  /** What an app's file does not say. */
  readonly defaults: PlacementDefaults;
  readonly testTimeoutMs: number;
  /** Between two looks for drift while the app, `watch` or `serve` runs; 0: never. */
  readonly driftEveryMs: number;
  /** How much longer than its own deadlines allow a holder on another machine may hold a placement. */
  readonly lockMarginMs: number;
  readonly retention: RetentionSettings;
  /** When `gc --apply` is done by itself while the app, `watch` or `serve` runs. */
  readonly gc: GcSettings;
  /** Value of the run label on everything that is made. */
  readonly run?: string;
  /** Where ports published by the engine registered as `local` are reached, when that is not what its endpoint says. */
  readonly hostAddress?: string;
  readonly docker: DockerSettings;
}

/** What `gc` keeps. */
export interface RetentionSettings {
  /** So many releases per placement, the one that serves included. */
  readonly keep: number;
  /** And every release that served, or was made, in so many last days. */
  readonly days: number;
  /** Logs of so many builds per app, beside those of releases that are kept. */
  readonly logs: number;
  /** And none of them older than so many days. */
  readonly logDays: number;
}

export interface GcSettings {
  /** When less than this is free where the engine of a host keeps its images; absent: never. */
  readonly below?: FreeSpaceLimit;
  /** Milliseconds; 0: never. */
  readonly everyMs: number;
}

export interface PlacementDefaults {
  readonly health: HealthConfig;
  readonly bakeMs: number;
  readonly bakeMaxErrorRate: number;
  readonly warmForMs: number;
  readonly drainMs: number;
  readonly stopGraceMs: number;
  readonly edge: EdgeConfig;
}

/** Docker's own variables, as they are. */
export interface DockerSettings {
  /** DOCKER_HOST. */
  readonly host?: string;
  /** DOCKER_CONTEXT. */
  readonly context?: string;
  /** DOCKER_TLS_VERIFY: any value that is not empty. */
  readonly tlsVerify: boolean;
  /** DOCKER_CERT_PATH. */
  readonly certPath?: string;
  /** DOCKER_CONFIG, or `.docker` in the user's home folder. */
  readonly configFolder: string;
}

/** One setting as `doctor` shows it. `from`: `default`, or the variable that it comes from. */
export interface SettingOrigin {
  readonly name: string;
  readonly value: string;
  readonly from: string;
}

export interface ReadSettings {
  readonly settings: Settings;
  readonly origins: readonly SettingOrigin[];
  /** Variables that look like settings and are none. */
  readonly warnings: readonly string[];
}

/**
 * The only place that knows which environment variables matter. `setting.invalid` names every variable whose value is
 * impossible; an empty variable counts as not set.
 */
export function readSettings(
  variables: Variables,
  platform: NodeJS.Platform,
  userHome: string,
): ReadSettings {
  const reader = createReader(variables);
  const paths = platform === 'win32' ? win32 : posix;
  const folder = (raw: unknown): Parsed<string> =>
    typeof raw === 'string' && paths.isAbsolute(raw)
      ? good(paths.normalize(raw))
      : { ok: false, message: 'must be an absolute path' };
  const duration = (name: string, variable: string, otherwise: string, limits: DurationLimits): number =>
    reader.take(name, variable, otherwise, (raw) => parseDuration(raw, limits), formatDuration);
  const number = (name: string, variable: string, otherwise: number, max: number, min = 1): number =>
    reader.take(name, variable, String(otherwise), (raw) => parseCount(raw, min, max), String);

  const settings: Settings = {
    home: reader.take('home', 'TWINBERTH_HOME', defaultDataFolder(variables, platform, userHome), folder),
    userHome,
    defaults: {
      edge: {
        image: reader.take('edge.image', 'TWINBERTH_EDGE_IMAGE', 'haproxy:3.2-alpine', parseReference),
        maxConnections: number(
          'edge.maxConnections',
          'TWINBERTH_EDGE_MAX_CONNECTIONS',
          4096,
          LIMITS.maxConnections,
        ),
      },
      health: {
        path: reader.take('health.path', 'TWINBERTH_HEALTH_PATH', '/', parseHealthPath),
        intervalMs: duration('health.interval', 'TWINBERTH_HEALTH_INTERVAL', '1s', LIMITS.interval),
        timeoutMs: duration('health.timeout', 'TWINBERTH_HEALTH_TIMEOUT', '5s', LIMITS.timeout),
        rise: number('health.rise', 'TWINBERTH_HEALTH_RISE', 2, LIMITS.rise),
        fall: number('health.fall', 'TWINBERTH_HEALTH_FALL', 3, LIMITS.rise),
        stableMs: duration('health.stable', 'TWINBERTH_STABLE', '2s', LIMITS.stable),
        deadlineMs: duration('health.deadline', 'TWINBERTH_DEADLINE', '1m', LIMITS.deadline),
      },
      bakeMs: duration('bake', 'TWINBERTH_BAKE', '10s', LIMITS.bake),
      bakeMaxErrorRate: reader.take(
        'bake.maxErrorRate',
        'TWINBERTH_BAKE_MAX_ERROR_RATE',
        '5%',
        parseShare,
        formatShare,
      ),
      warmForMs: duration('warmFor', 'TWINBERTH_WARM_FOR', '15m', LIMITS.warmFor),
      drainMs: duration('drain', 'TWINBERTH_DRAIN', '30s', LIMITS.drain),
      // Ten seconds is what `docker stop` and Compose give.
      stopGraceMs: duration('stop_grace_period', 'TWINBERTH_STOP_GRACE_PERIOD', '10s', LIMITS.stopGrace),
    },
    testTimeoutMs: duration('test.timeout', 'TWINBERTH_TEST_TIMEOUT', '5m', LIMITS.testTimeout),
    driftEveryMs: duration('drift.every', 'TWINBERTH_DRIFT_EVERY', '30m', LIMITS.driftEvery),
    lockMarginMs: duration('lock.margin', 'TWINBERTH_LOCK_MARGIN', '2h', LIMITS.lockMargin),
    retention: {
      keep: number('retention.keep', 'TWINBERTH_RETENTION_KEEP', 5, LIMITS.keptReleases),
      days: number('retention.days', 'TWINBERTH_RETENTION_DAYS', 7, LIMITS.keptDays, 0),
      logs: number('retention.logs', 'TWINBERTH_RETENTION_LOGS', 50, LIMITS.keptLogs, 0),
      logDays: number('retention.logDays', 'TWINBERTH_RETENTION_LOG_DAYS', 90, LIMITS.keptDays, 0),
    },
    gc: {
      ...defined('below', reader.optional('gc.below', 'TWINBERTH_GC_BELOW', parseFreeSpaceLimit)),
      everyMs: duration('gc.every', 'TWINBERTH_GC_EVERY', '0', LIMITS.gcEvery),
    },
    ...defined(
      'run',
      reader.optional('run', 'TWINBERTH_RUN', (raw) => parseText(raw, /^[\w.-]{1,63}$/)),
    ),
    ...defined(
      'hostAddress',
      reader.optional('host.address', 'TWINBERTH_HOST_ADDRESS', (raw) => parseText(raw, /^[\w.:-]+$/)),
    ),
    docker: {
      ...defined('host', reader.optional('docker.host', 'DOCKER_HOST', parseText)),
      ...defined('context', reader.optional('docker.context', 'DOCKER_CONTEXT', parseText)),
      tlsVerify: reader.optional('docker.tlsVerify', 'DOCKER_TLS_VERIFY', parseText) !== undefined,
      ...defined('certPath', reader.optional('docker.certPath', 'DOCKER_CERT_PATH', parseText)),
      configFolder: reader.take('docker.config', 'DOCKER_CONFIG', paths.join(userHome, '.docker'), parseText),
    },
  };
  reader.refuseProblems();
  return { settings, origins: reader.origins, warnings: strangers(variables, reader.known) };
}

function defined<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

interface SettingReader {
  readonly origins: SettingOrigin[];
  readonly known: Set<string>;
  take<T>(
    name: string,
    variable: string,
    otherwise: string,
    parse: (raw: unknown) => Parsed<T>,
    format?: (value: T) => string,
  ): T;
  optional<T>(name: string, variable: string, parse: (raw: unknown) => Parsed<T>): T | undefined;
  /** Throws when any variable so far was impossible. */
  refuseProblems(): void;
}

function createReader(variables: Variables): SettingReader {
  const origins: SettingOrigin[] = [];
  const known = new Set<string>();
  const problems: { readonly variable: string; readonly text: string }[] = [];

  const given = (variable: string): string | undefined => {
    known.add(variable);
    const value = variables[variable];
    return value === undefined || value.trim() === '' ? undefined : value.trim();
  };
  const note = (
    variable: string,
    wrong: { readonly message: string; readonly suggestion?: string },
  ): void => {
    problems.push({
      variable,
      text: [`${variable} ${wrong.message}.`, wrong.suggestion].filter(Boolean).join(' '),
    });
  };

  return {
    origins,
    known,
    take: (name, variable, otherwise, parse, format = String) => {
      const written = given(variable);
      const fallback = parse(otherwise);
      if (!fallback.ok) throw new Error(`the default of ${name} is impossible: ${fallback.message}`);
      const parsed = written === undefined ? fallback : parse(written);
      if (!parsed.ok) note(variable, parsed);
      const { value } = parsed.ok ? parsed : fallback;
      origins.push({ name, value: format(value), from: written === undefined ? 'default' : variable });
      return value;
    },
    optional: (name, variable, parse) => {
      const written = given(variable);
      const parsed = written === undefined ? undefined : parse(written);
      if (parsed?.ok === false) note(variable, parsed);
      origins.push({ name, value: written ?? '', from: written === undefined ? 'default' : variable });
      return parsed?.ok === true ? parsed.value : undefined;
    },
    refuseProblems: () => {
      if (problems.length === 0) return;
      throw new Failure('setting.invalid', problems.map((problem) => problem.text).join('\n'), { problems });
    },
  };
}

/** What our own scripts tell each other: tests, demo and benches run the command with it in its environment. */
const OF_OUR_SCRIPTS = /^TWINBERTH_(?:TEST_|DEMO_|PROVIDED$)/;

/** Names that begin like ours but are not, so that a slip in one does not pass in silence. */
function strangers(variables: Variables, known: ReadonlySet<string>): readonly string[] {
  return Object.keys(variables)
    .filter((name) => name.startsWith('TWINBERTH_') && !known.has(name) && !OF_OUR_SCRIPTS.test(name))
    .map((name) => {
      const near = nearMiss(name, known);
      return `${name} is not a setting${near === undefined ? '' : `; did you mean ${near}?`}`;
    });
}
