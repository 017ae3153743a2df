import type { ErrorReply } from '../contract/errors.ts';
import type { TestResult } from './release.ts';
import type { StorageOutcome } from './storage.ts';

/** Something long that this process performs for somebody: it can be watched and cancelled, and outlives the window. */
export interface Operation {
  readonly id: string;
  readonly kind: 'build' | 'deployment' | 'storage';
  /** For people: `Build web`, `Promote web v15 to prod`. */
  readonly title: string;
  readonly app?: string;
  readonly environment?: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly endedAt?: number;
  /** What it is doing, in a line. */
  readonly text: string;
  /** How far it is, where that is known. */
  readonly progress?: {
    readonly current: number;
    readonly total?: number;
    readonly unit: 'bytes' | 'steps' | 'items';
  };
  readonly cancellable: boolean;
  readonly error?: ErrorReply;
  readonly result?: OperationResult;
}

export type OperationResult =
  | {
      readonly kind: 'build';
      readonly version: number;
      readonly reused: boolean;
      /** What the test of the release said; with `failed` there is a release that may not be deployed. */
      readonly test: TestResult['state'];
    }
  | { readonly kind: 'deployment'; readonly deployments: readonly string[] }
  | { readonly kind: 'storage'; readonly outcome: StorageOutcome };

/** The answer to a command that takes long. */
export interface Begun {
  readonly operation: string;
}

/**
 * A line that an operation printed. Those of stage `build` read as in a build's kept log, so that whoever shows them can tell
 * its steps apart: `#2 [2/4] RUN npm ci` when a step begins, `#2 ` before each line that it prints, and `#2 done after 1.20 s`,
 * `#2 cached` or `#2 failed after 0.31 s` when it is over.
 */
export interface OperationOutput {
  readonly at: number;
  readonly stage: 'build' | 'test' | 'deployment' | 'note';
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}
