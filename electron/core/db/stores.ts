import type { BuildRecord } from '../../../shared/model/build-record.ts';
import type { Berth } from '../../../shared/model/berth.ts';
import type {
  Deployment,
  DeploymentState,
  ReplicaEvidence,
  StepRecord,
  StepState,
} from '../../../shared/model/deployment.ts';
import type { Environment } from '../../../shared/model/environment.ts';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { HealthChangesStore } from './health-changes.ts';
import type { RecordedHouse } from './recorded-house.ts';
import type { ConsentsStore } from './consents.ts';
import type { DriftScansStore } from './last-scan.ts';
import type { DriftStore } from './seen-drift.ts';
import type { NoticesStore } from './stored-notices.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { StepName } from '../../../shared/model/plan.ts';
import type { Imported } from './imported.ts';
import type { BuildLogEntry } from './build-log-entry.ts';
import type { StepFolding } from './folded-step.ts';
import type { TimelineStore } from './timeline.ts';

/**
 * The history and the intent, in one SQLite file. Calls are synchronous; each is one transaction unless it is made inside
 * `transaction`. They throw `history.locked` (after waiting), `history.damaged`, `disk.full`, `disk.read`, `permission`
 * or `internal`.
 */
export interface Stores {
  readonly hosts: HostsStore;
  readonly apps: AppsStore;
  readonly environments: EnvironmentsStore;
  readonly releases: ReleasesStore;
  readonly builds: BuildsStore;
  readonly logs: LogsStore;
  readonly approvals: ApprovalsStore;
  readonly pins: PinsStore;
  readonly berths: BerthsStore;
  readonly deployments: DeploymentsStore;
  readonly dues: DuesStore;
  readonly timeline: TimelineStore;
  readonly locks: LocksStore;
  readonly drift: DriftStore;
  readonly driftScans: DriftScansStore;
  readonly consents: ConsentsStore;
  readonly healthChanges: HealthChangesStore;
  readonly notices: NoticesStore;
  readonly house: RecordedHouse;
  /** Takes the write lock at once (BEGIN IMMEDIATE), commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: () => T): T;
  /** `PRAGMA data_version`: changes when another process has written. */
  dataVersion(): number;
  /** What the file occupies, and how much of that holds nothing. */
  size(): HistorySize;
  /**
   * Gives pages that hold nothing back to the disk. A history from before this was prepared for is rewritten once, for which
   * nobody else may write meanwhile: `history.locked`.
   */
  compact(): void;
  /** Reads everything; what is wrong with the file, empty when nothing is. Seconds for a million deployments. */
  checkIntegrity(): readonly string[];
  /** Copies everything to a file that appears whole or not at all (0600), while others may write. Throws `disk.full`, `permission`. */
  backup(target: string): Promise<void>;
  /** Everything as lines of JSON (docs/history-format.md), all of one moment, made as they are asked for. */
  exportRecords(): Iterable<string>;
  /** Adds what such lines hold and is not known; all of it or nothing. Throws `import.invalid`. */
  importRecords(lines: Iterable<string>): Imported;
  close(): void;
}

export interface HistorySize {
  readonly bytes: number;
  readonly freeBytes: number;
}

export interface HostsStore {
  /** Throws `host.taken`. */
  add(host: Host): void;
  get(id: string): Host | undefined;
  byName(name: string): Host | undefined;
  list(): readonly Host[];
  /** Throws `host.in-use` while an environment or a berth refers to it. */
  remove(id: string): void;
}

export interface RegisteredApp {
  readonly name: string;
  /** Absolute path of the folder with twinberth.yaml. */
  readonly directory: string;
  readonly createdAt: number;
}

export interface AppsStore {
  add(app: RegisteredApp): void;
  /** The folder moved. */
  setDirectory(name: string, directory: string): void;
  get(name: string): RegisteredApp | undefined;
  list(): readonly RegisteredApp[];
  remove(name: string): void;
}

export interface EnvironmentsStore {
  add(environment: Environment): void;
  byName(name: string): Environment | undefined;
  /** By position. */
  list(): readonly Environment[];
  setPosition(id: string, position: number): void;
  remove(id: string): void;
}

export interface ReleasesStore {
  /** Immutable: there is no update but `withdraw`. Throws `release.taken` when the app already has that version. */
  add(release: Release): void;
  get(id: string): Release | undefined;
  byVersion(app: string, version: number): Release | undefined;
  /** The newest one with this input hash that was not withdrawn. */
  byInputHash(app: string, inputHash: string): Release | undefined;
  /** Newest first. */
  list(app: string, page?: { readonly before?: number; readonly limit?: number }): readonly Release[];
  /** The newest one that was not withdrawn. */
  latest(app: string): Release | undefined;
  /** Highest version ever used for the app, 0 when none. */
  highestVersion(app: string): number;
  withdraw(id: string, at: number): void;
  /** The engine's own image ID of a release on a host. */
  setEngineId(release: string, host: string, imageId: string): void;
  engineId(release: string, host: string): string | undefined;
}

export interface BuildsStore {
  begin(build: Pick<BuildRecord, 'id' | 'app' | 'startedAt' | 'by'>): void;
  end(
    id: string,
    end: Pick<BuildRecord, 'state' | 'durationMs'> &
      Partial<Pick<BuildRecord, 'inputHash' | 'release' | 'buildLog' | 'testLog' | 'error'>>,
  ): void;
  get(id: string): BuildRecord | undefined;
  byRelease(release: string): BuildRecord | undefined;
  list(app: string, page?: { readonly before?: number; readonly limit?: number }): readonly BuildRecord[];
  /** Every log of the app's builds that are over; the newest build first. */
  logs(app: string): readonly BuildLogEntry[];
  /** The build stays, the log goes. Not an error when it is gone. */
  dropLog(entry: Pick<BuildLogEntry, 'id' | 'build' | 'kind'>): void;
}

export interface LogsStore {
  /** Stores text compressed; returns its id. */
  add(kind: 'build' | 'test' | 'evidence', text: string, at: number): string;
  read(id: string): string | undefined;
}

export interface Approval {
  readonly app: string;
  readonly environment: string;
  readonly version: number;
  readonly by: string;
  readonly at: number;
  readonly message?: string;
}

export interface ApprovalsStore {
  add(approval: Approval): void;
  find(app: string, environment: string, version: number): Approval | undefined;
  /** The newest one of each environment that approved of the version. */
  list(app: string, version: number): readonly Approval[];
}

/** A release that somebody wants kept, whatever its age. */
export interface Pin {
  readonly app: string;
  readonly version: number;
  readonly by: string;
  readonly at: number;
}

export interface PinsStore {
  /** Pinning again changes nothing. */
  add(pin: Pin): void;
  /** Whether there was one. */
  remove(app: string, version: number): boolean;
  list(): readonly Pin[];
}

export interface BerthsStore {
  get(app: string, environment: string, host: string): Berth | undefined;
  /** Inserts or replaces. */
  put(berth: Berth): void;
  list(filter?: {
    readonly app?: string;
    readonly environment?: string;
    readonly host?: string;
  }): readonly Berth[];
  remove(app: string, environment: string, host: string): void;
}

export interface DeploymentFilter {
  readonly app?: string;
  readonly environment?: string;
  readonly host?: string;
  readonly states?: readonly DeploymentState[];
  readonly by?: string;
}

/** A row of a list: everything but the bulky parts. */
export type DeploymentSummary = Omit<Deployment, 'config' | 'plan'>;

export interface DeploymentsStore extends StepFolding {
  /** Inserts a deployment in state `running` and gives it the next sequence number. */
  begin(
    deployment: Omit<Deployment, 'sequence' | 'state' | 'endedAt' | 'durationMs' | 'receipt' | 'error'>,
  ): Deployment;
  get(id: string): Deployment | undefined;
  /** Those whose id starts so, at most `limit`; for ids that people type. */
  findByPrefix(prefix: string, limit: number): readonly DeploymentSummary[];
  setState(id: string, state: DeploymentState): void;
  /** Ends it (or moves it to `baking`/`live`). Only what is given is written. */
  update(
    id: string,
    change: {
      readonly state?: DeploymentState;
      readonly endedAt?: number;
      readonly durationMs?: number;
      readonly receipt?: Receipt;
      readonly error?: ErrorReply;
    },
  ): void;
  /** Newest first; keyset: rows with `sequence < before`. Default limit 50. */
  page(
    filter: DeploymentFilter,
    page?: { readonly before?: number; readonly limit?: number },
  ): readonly DeploymentSummary[];
  /** The newest deployment of a berth, whatever its state. */
  latest(app: string, environment: string, host: string): DeploymentSummary | undefined;
  /** The newest one with `sequence < before` that was good (now `superseded` or `live`) and not rolled back. */
  previousGood(app: string, environment: string, host: string, before: number): DeploymentSummary | undefined;
  /** Those in state `running` or `baking`, oldest first. */
  unfinished(): readonly DeploymentSummary[];
  /** Journal: written before the step's effect. Beginning a step again that is still `running` (a crash) changes nothing. */
  beginStep(id: string, index: number, name: StepName, startedAt: number): void;
  endStep(
    id: string,
    index: number,
    end: { readonly state: StepState; readonly durationMs: number; readonly note?: string },
  ): void;
  /** The same whether or not they were folded. */
  steps(id: string): readonly StepRecord[];
  addEvidence(id: string, evidence: ReplicaEvidence): void;
  evidence(id: string): readonly ReplicaEvidence[];
  /**
   * Since when a release has been live in an environment without a break, on the host that has it longest: redeploying
   * or healing the same release goes on counting, another release in between starts anew. Undefined when it is not live
   * there now.
   */
  liveSince(release: string, environment: string): number | undefined;
}

/** Something that is to happen to a berth at a time, whoever runs then. */
export interface Due {
  readonly id: string;
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  /** `bake`: judge the bake of `deployment`. `standby`: drain and stop the colour that `deployment` moored. */
  readonly kind: 'bake' | 'standby';
  readonly deployment: string;
  readonly at: number;
  /** For `bake`: the counters at the switch. JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DuesStore {
  /** Replaces a due of the same berth and kind. */
  put(due: Due): void;
  /** Due at or before `now`, oldest first. */
  ripe(now: number): readonly Due[];
  find(app: string, environment: string, host: string, kind: Due['kind']): Due | undefined;
  remove(id: string): void;
}

export interface LockHolder {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  /** Random; only its bearer may release. */
  readonly token: string;
  readonly by: string;
  readonly machine: string;
  readonly pid: number;
  /** See runtime/mark-process.ts. */
  readonly process?: string;
  /** What for, in a few words. */
  readonly purpose: string;
  readonly since: number;
  /** When it meant to be done at the latest; all that tells of another machine's that it is gone. */
  readonly until?: number;
  readonly deployment?: string;
}

export interface LocksStore {
  /** Takes the lock or returns who has it. Atomic over processes. */
  acquire(
    holder: LockHolder,
  ): { readonly taken: true } | { readonly taken: false; readonly holder: LockHolder };
  find(app: string, environment: string, host: string): LockHolder | undefined;
  list(): readonly LockHolder[];
  /** Not an error when it is not held with this token. */
  release(token: string): void;
}
