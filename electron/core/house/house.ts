import type { NumberedEvent } from '../../../shared/contract/events.ts';
import type { HealthChange, TrafficSeries } from '../../../shared/model/health-views.ts';
import type { HouseSnapshot } from '../../../shared/model/house.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { Operation, OperationOutput } from '../../../shared/model/operation.ts';
import type { Preferences } from '../../../shared/model/preferences.ts';
import type { DriftReport } from '../../../shared/model/drift.ts';

/**
 * Everything that runs, watched: what the engines, the edges and the history say is kept as one picture, whose changes are
 * numbered events. Whoever shows the house subscribes, takes a snapshot and applies what follows.
 */
export interface House {
  /** Settles when every host was asked once, or did not answer in time. Never rejects. */
  readonly ready: Promise<void>;
  snapshot(): HouseSnapshot;
  /** Called for each event, in order, synchronously; returns its disposer. */
  subscribe(listener: (event: NumberedEvent) => void): () => void;
  /** Each visible window holds one; while any is held, the edges are asked every few seconds instead of now and then. */
  attend(): () => void;
  /**
   * The machine has slept. Timers stood still meanwhile, and connections may be dead without saying so: what is overdue is
   * settled, and every host is asked anew, at once.
   */
  wake(): void;
  readonly operations: Operations;
  readonly notices: Notices;
  readonly preferences: PreferencesStore;
  /** What a scan has found becomes the marks on the cards. */
  tellDrift(reports: readonly DriftReport[]): void;
  /** Newest first. */
  healthChanges(filter: {
    readonly app?: string;
    readonly environment?: string;
    readonly since?: number;
    readonly limit: number;
  }): readonly HealthChange[];
  traffic(
    place: { readonly app: string; readonly environment: string; readonly host: string },
    span: TrafficSeries['span'],
  ): TrafficSeries;
  /** Ends every watch and timer. Operations that run are cancelled and waited for. */
  close(): Promise<void>;
}

/** What this process performs for somebody. */
export interface Operations {
  /**
   * Runs `work` in the background as an operation. What it returns becomes the result; a rejection its error (`interrupted`
   * and `build.cancelled` after a cancel: state `cancelled`).
   */
  begin(
    about: Pick<Operation, 'kind' | 'title' | 'app' | 'environment'>,
    work: (tools: OperationTools) => Promise<Operation['result']>,
  ): Operation;
  /** Throws `operation.unknown`. Operations are forgotten some minutes after their end. */
  get(id: string): Operation;
  /** Throws `operation.unknown`; nothing when it is over. */
  cancel(id: string): void;
  running(): readonly Operation[];
  /** From the first line on, in batches, until it ends or the signal is aborted. */
  follow(id: string, signal: AbortSignal): AsyncIterable<readonly OperationOutput[]>;
}

export interface OperationTools {
  readonly id: string;
  readonly signal: AbortSignal;
  /** What it is doing now; told to listeners a few times per second at most. */
  tell(text: string, progress?: Operation['progress']): void;
  /** A line for `follow`. Only the last some thousand lines, and 1 MiB of them, are kept. */
  print(line: Omit<OperationOutput, 'at'>): void;
  /** It belongs to this deployment now. */
  performs(deployment: string): void;
  probes(sent: number, failed: number): void;
}

export interface Notices {
  /** Newest first; `before` a notice's id. */
  list(page: { readonly before?: string; readonly limit: number }): readonly Notice[];
  read(ids: readonly string[]): void;
}

export interface PreferencesStore {
  get(): Preferences;
  /** Only what is given is changed. `pausedUntil: null` speaks again. */
  set(
    change: Partial<Omit<Preferences, 'notify' | 'pausedUntil'>> & {
      readonly notify?: Partial<Preferences['notify']>;
      readonly pausedUntil?: number | null;
    },
  ): Preferences;
}
