import type { AppConfig, PlacementConfig } from '../../shared/model/app-config.ts';
import type { Berth } from '../../shared/model/berth.ts';
import type { BuildRecord } from '../../shared/model/build-record.ts';
import type { Colour } from '../../shared/model/colour.ts';
import type {
  Deployment,
  DeploymentState,
  ReplicaEvidence,
  StepRecord,
} from '../../shared/model/deployment.ts';
import type { DriftMark, DriftProposal, DriftReport, DriftRequest } from '../../shared/model/drift.ts';
import type { Environment, PromotionPolicy } from '../../shared/model/environment.ts';
import type { Host } from '../../shared/model/host.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { ReleaseComparison } from '../../shared/model/release-views.ts';
import type { Release } from '../../shared/model/release.ts';
import type { SettingView } from '../../shared/model/preferences.ts';
import type { AppRemoval } from './apps/app-removal.ts';
import type { SecretCommands } from './apps/secret-commands.ts';
import type { Onboarding } from './apps/onboarding/onboarding.ts';
import type { Approval, DeploymentFilter, DeploymentSummary, RegisteredApp } from './db/stores.ts';
import type { BuildProgress } from './engine/build-progress.ts';
import type { LogRequest } from './deployments/log-request.ts';
import type { PlanRequest } from './deployments/planning/plan-request.ts';
import type { HistoryCommands } from './history/history-commands.ts';
import type { EngineInfo, LogLine, PullProgress } from './engine/engine.ts';
import type { House } from './house/house.ts';
import type { HostQueries } from './hosts/host-queries.ts';
import type { StorageCommands } from './storage/storage-commands.ts';
import type { Views } from './views/views.ts';
import type { DoctorOptions } from './hosts/doctor-options.ts';

/** Everything that Twinberth can do; the CLI, the window and the server are three ways to call it. */
export interface Core {
  readonly hosts: HostCommands & HostQueries;
  readonly environments: EnvironmentCommands;
  readonly apps: AppCommands & Onboarding;
  readonly secrets: SecretCommands;
  readonly releases: ReleaseCommands;
  readonly deployments: DeploymentCommands;
  readonly storage: StorageCommands;
  readonly views: Views;
  readonly status: (app?: string) => Promise<readonly PlacementStatus[]>;
  /** What is there now, beside what was deployed. Changes nothing on any engine. */
  readonly drift: (request?: DriftRequest) => Promise<readonly DriftReport[]>;
  /** What recorded looks suggest. */
  readonly proposals: (request?: DriftRequest) => readonly DriftProposal[];
  readonly history: HistoryCommands;
  /** What the environment sets, and what is as shipped. */
  readonly settings: readonly SettingView[];
  readonly doctor: (options?: DoctorOptions) => Promise<DoctorReport>;
  /** Settles what is due (bakes, standbys) and what a crash left; called by every command that may change something. */
  readonly settle: () => Promise<readonly Settled[]>;
  /** Begins to watch everything; whoever opens it closes it, or `close` does. */
  openHouse(): House;
  close(): Promise<void>;
}

export interface HostCommands {
  /** Checks that the engine answers before it is recorded. */
  add(request: {
    readonly name: string;
    readonly endpoint?: string;
    readonly address?: string;
  }): Promise<{ readonly host: Host; readonly info: EngineInfo }>;
  list(): readonly Host[];
  remove(name: string): Promise<void>;
  check(name: string): Promise<HostCheck>;
}

export interface HostCheck {
  readonly host: Host;
  readonly info: EngineInfo;
  /** Median of a few pings, milliseconds. */
  readonly pingMs: number;
  readonly edgeImage: 'present' | 'missing';
  readonly warnings: readonly string[];
}

export interface EnvironmentCommands {
  add(request: {
    readonly name: string;
    /** Host names. `local` is registered when no host is. */
    readonly hosts: readonly string[];
    readonly after?: string;
    readonly policy?: PromotionPolicy;
  }): Promise<Environment>;
  list(): readonly Environment[];
  /** Refused while something runs in it. */
  remove(name: string): Promise<void>;
}

export interface AppCommands {
  /** Reads twinberth.yaml in the folder and registers the app, its environments (those that are new), and host `local`. */
  add(directory: string): Promise<{
    readonly app: RegisteredApp;
    readonly config: AppConfig;
    readonly warnings: readonly string[];
  }>;
  list(): readonly RegisteredApp[];
  /** With `force`, also removes what runs of it (every container, edge, and network left empty; volumes stay). */
  remove(name: string, options?: { readonly force?: boolean }): Promise<AppRemoval>;
  /** Reads and validates the file again. */
  config(name: string): Promise<AppConfig>;
}

export interface ReleaseCommands {
  build(request: BuildCommand): Promise<BuildOutcome>;
  list(app: string, page?: { readonly before?: number; readonly limit?: number }): readonly Release[];
  get(app: string, version: number): Release;
  approve(request: {
    readonly app: string;
    readonly environment: string;
    readonly version: number;
    readonly message?: string;
  }): Approval;
  /** It is not deployed any more; what runs of it goes on. */
  withdraw(app: string, version: number): Release;
  /** What differs, also in the images as far as a host has them. */
  compare(app: string, from: number, to: number): Promise<ReleaseComparison>;
  builds(app: string): readonly BuildRecord[];
  log(id: string): string | undefined;
}

export interface BuildCommand {
  readonly app: string;
  /** Host name; default: the first host of the app's first environment. */
  readonly host?: string;
  readonly noCache?: boolean;
  readonly pull?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BuildStage) => void;
}

/** Progress of a build command: hashing, building or pulling, testing. */
export type BuildStage =
  | { readonly stage: 'hash'; readonly files: number; readonly bytes: number }
  | { readonly stage: 'build'; readonly progress: BuildProgress }
  | { readonly stage: 'pull'; readonly progress: PullProgress }
  | { readonly stage: 'test'; readonly line: LogLine }
  /** Something worth a line: what is waited for, or which choice was made and why. */
  | { readonly stage: 'note'; readonly text: string };

export interface BuildOutcome {
  readonly release: Release;
  /** Another build already made this very input; nothing was built. */
  readonly reused: boolean;
  readonly durationMs: number;
}

export type Via = 'cli' | 'app' | 'serve' | 'core';

export interface DeployCommand {
  readonly app: string;
  readonly environment: string;
  /** Version number; default: the newest release that may be deployed. */
  readonly version?: number;
  readonly message?: string;
  /** Reason for going against the policy. */
  readonly override?: string;
  readonly via?: Via;
  /** Return after the switch and leave the bake to whoever runs next. */
  readonly detach?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DeploymentProgress) => void;
  /** Called with the plan before anything happens; false: leave (rejects with `interrupted`). */
  readonly confirm?: (plan: Plan) => Promise<boolean>;
  /** What served on a host (by name; default: the first) when the plan was looked at (null: nothing). Another by now: `plan.outdated`. */
  readonly expect?: { readonly serving: string | null; readonly host?: string | undefined };
}

/** `version`: what is expected to serve in `from`; when another does, `plan.outdated`. */
export interface PromoteCommand extends Omit<DeployCommand, 'environment'> {
  readonly from: string;
  readonly to: string;
}

/** The same release, with the configuration that was recorded; nothing of it can be chosen. */
export type HealCommand = Omit<DeployCommand, 'version' | 'override'>;

export interface RollbackCommand extends DeployCommand {
  /** If the image is gone, build it again from the recorded inputs (only when they are still the same). */
  readonly rebuild?: boolean;
}

export type DeploymentProgress =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'begun'; readonly deployment: string }
  | { readonly kind: 'step'; readonly step: StepRecord }
  /** Something worth a line within the running step, for example which replica is not ready and why. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'bytes'; readonly text: string; readonly current: number; readonly total?: number }
  /** So far; a few times per second. */
  | { readonly kind: 'probes'; readonly sent: number; readonly failed: number };

export interface DeploymentOutcome {
  readonly deployment: Deployment;
  readonly steps: readonly StepRecord[];
  readonly evidence: readonly ReplicaEvidence[];
  /** What serves now: the version, or undefined when nothing does. */
  readonly serving?: { readonly version: number; readonly colour: Colour };
  /** The environment's other hosts, in the order in which they were deployed to. */
  readonly others?: readonly DeploymentOutcome[];
}

export interface DeploymentCommands {
  /** What `deploy` (or with `from`, promote; with `rollback`, rollback; with `heal`, heal) would do. Changes nothing. */
  plan(request: PlanRequest): Promise<Plan>;
  /**
   * Resolves with the outcome also when the deployment failed (its state says so); rejects when it never began: unknown
   * names, `policy.refused`, `placement.locked`, `engine.unreachable` …
   */
  deploy(command: DeployCommand): Promise<DeploymentOutcome>;
  promote(command: PromoteCommand): Promise<DeploymentOutcome>;
  /** With `version`: to the newest good deployment of that version; without: to the previous good deployment. */
  rollback(command: RollbackCommand): Promise<DeploymentOutcome>;
  /** Makes the placement anew as it was recorded: the release that serves, with its configuration. `placement.empty`. */
  heal(command: HealCommand): Promise<DeploymentOutcome>;
  get(id: string): DeploymentOutcome;
  page(
    filter: DeploymentFilter,
    page?: { readonly before?: number; readonly limit?: number },
  ): readonly DeploymentSummary[];
  receipts(
    app: string,
    environment: string,
    limit?: number,
  ): readonly { readonly deployment: DeploymentSummary; readonly receipt: Receipt }[];
  /** Lines of every replica of the colour that serves, as they come, in no particular order between replicas. */
  logs(request: LogRequest): AsyncIterable<LogLine & { readonly container: string }>;
}

export interface PlacementStatus {
  readonly app: string;
  readonly environment: string;
  /** Host name. */
  readonly host: string;
  readonly berth?: Berth;
  readonly version?: number;
  readonly deployment?: DeploymentSummary;
  readonly config?: PlacementConfig;
  /** `unknown`: the engine does not answer. `gone`: recorded, but its containers are not there. */
  readonly health: 'well' | 'degraded' | 'down' | 'unknown' | 'gone' | 'empty';
  readonly replicas: { readonly up: number; readonly wanted: number };
  readonly url?: string;
  readonly standby?: {
    readonly version: number;
    readonly state: 'warm' | 'stopped';
    readonly until?: number;
  };
  readonly lock?: { readonly by: string; readonly since: number; readonly purpose: string };
  /** As it was last looked at; absent when nothing had drifted. */
  readonly drift?: DriftMark;
  readonly problem?: string;
}

export interface DoctorReport {
  readonly ok: boolean;
  readonly findings: readonly DoctorFinding[];
  readonly settings: readonly { readonly name: string; readonly value: string; readonly from: string }[];
}

export interface DoctorFinding {
  readonly level: 'ok' | 'warning' | 'problem';
  readonly what: string;
  readonly wayOut?: string;
  readonly fixed?: boolean;
}

/** Something that was due or left over, and how it ended. */
export interface Settled {
  readonly app: string;
  readonly environment: string;
  readonly what: 'bake' | 'standby' | 'recovered' | 'waiting';
  readonly text: string;
  readonly state?: DeploymentState;
}
