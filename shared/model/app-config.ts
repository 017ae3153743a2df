/** `twinberth.yaml`, validated, with every default filled in. Durations are milliseconds, sizes are bytes. */
export interface AppConfig {
  readonly app: string;
  /** Absolute path of the folder that holds the file. */
  readonly directory: string;
  /** Absolute path of the file. */
  readonly file: string;
  readonly source: SourceConfig;
  readonly test?: TestConfig;
  readonly retention?: RetentionConfig;
  readonly drift?: DriftConfig;
  /** In the order of the file; the order in which missing environments are registered. */
  readonly environments: ReadonlyMap<string, PlacementConfig>;
}

export type SourceConfig =
  | {
      readonly kind: 'build';
      /** Absolute path. */
      readonly context: string;
      /** Relative to the context, as Docker wants it. */
      readonly dockerfile: string;
      readonly args: Readonly<Record<string, string>>;
      readonly target?: string;
      /** `os/arch`; absent: the engine's own. */
      readonly platform?: string;
    }
  | { readonly kind: 'image'; readonly reference: string };

/** How far back the app's rollbacks reach; what is not given is as this installation's settings say. */
export interface RetentionConfig {
  /** So many releases per placement, the one that serves included. */
  readonly keep?: number;
  /** And every release that served, or was made, in so many last days. */
  readonly days?: number;
}

/** What a scan for drift passes over. */
export interface DriftConfig {
  /** Patterns as in `.dockerignore`, from the container's root: files that the app's containers may write. */
  readonly ignore: readonly string[];
}

export interface TestConfig {
  readonly command: readonly string[];
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly user?: string;
}

export type Mode = 'http' | 'tcp';
export type StrategyChoice = 'auto' | 'blue-green' | 'hold-and-swap';

/** Where the edge listens on the host. `address` undefined: every interface. */
export interface Publish {
  readonly address?: string;
  readonly port: number;
}

export interface HealthConfig {
  /** HTTP mode: GET this path, 2xx or 3xx is well. TCP mode: ignored, a connection is enough. */
  readonly path: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** Good checks in a row until a replica counts as up. */
  readonly rise: number;
  /** Bad checks in a row until it counts as down. */
  readonly fall: number;
  /** How long every replica must stay up before traffic is given to the new colour. */
  readonly stableMs: number;
  /** How long the new colour has, from its start, to become ready and stay so. */
  readonly deadlineMs: number;
}

export interface SecretRef {
  /** `env:NAME`, `file:/path` or `cmd:program arg …`; the value is read when a deployment starts and kept nowhere. */
  readonly secret: string;
}

export type VariableValue = string | SecretRef;

export interface VolumeMount {
  readonly kind: 'volume' | 'bind';
  /** Volume: the short name from the file (the engine's name gets app and environment put before it). Bind: absolute host path. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** Under so many answers a share of failures says nothing, and a bake is judged by health alone. */
export const BAKE_MIN_ANSWERS = 20;

/** How an app's containers run in one environment: the app's settings with the environment's own laid over them. */
export interface PlacementConfig {
  readonly mode: Mode;
  /** The container's port; undefined: the single port that the image exposes. */
  readonly port?: number;
  /** undefined: only other containers of the environment reach it, through the edge's network alias. */
  readonly publish?: Publish;
  readonly replicas: number;
  readonly strategy: StrategyChoice;
  readonly health: HealthConfig;
  readonly bakeMs: number;
  /** A bake fails when more than this share of the answers (0 to 1) are 5xx, given at least `BAKE_MIN_ANSWERS` answers. */
  readonly bakeMaxErrorRate: number;
  readonly warmForMs: number;
  readonly drainMs: number;
  readonly environment: Readonly<Record<string, VariableValue>>;
  readonly volumes: readonly VolumeMount[];
  readonly tmpfs: readonly string[];
  readonly readOnly: boolean;
  readonly user?: string;
  readonly workingDir?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  /** Bytes; 0 or absent: unlimited. */
  readonly memory?: number;
  /** Cores, may be a fraction. */
  readonly cpus?: number;
  readonly pids?: number;
  readonly stopSignal?: string;
  /** How long a container has between its stop signal and SIGKILL. */
  readonly stopGraceMs: number;
  readonly init: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly extraHosts: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly edge: EdgeConfig;
}

export interface EdgeConfig {
  readonly image: string;
  readonly maxConnections: number;
}
