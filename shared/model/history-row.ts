import type { Colour } from './colour.ts';
import type { DeploymentKind, DeploymentState } from './deployment.ts';

/** One line of what happened. */
export interface HistoryRow {
  /** Of the deployment, the build or the approval. */
  readonly id: string;
  readonly kind: DeploymentKind | 'build' | 'approval';
  readonly state: DeploymentState | 'done' | 'reused' | 'cancelled';
  readonly at: number;
  readonly durationMs?: number;
  readonly app: string;
  readonly environment?: string;
  /** Host name. */
  readonly host?: string;
  readonly version?: number;
  readonly colour?: Colour;
  readonly by: string;
  readonly via?: string;
  readonly message?: string;
  readonly problem?: string;
  /** Of a deployment with a receipt. */
  readonly probes?: { readonly sent: number; readonly failed: number; readonly longestGapMs: number };
}

export interface HistoryPage {
  readonly rows: readonly HistoryRow[];
  /** Where the next page begins; absent: this was the last. */
  readonly next?: string;
}
