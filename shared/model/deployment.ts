import type { ErrorReply } from '../contract/errors.ts';
import type { PlacementConfig } from './app-config.ts';
import type { Colour } from './colour.ts';
import type { Plan, StepName } from './plan.ts';
import type { Receipt } from './receipt.ts';

export type DeploymentKind = 'deploy' | 'promote' | 'rollback' | 'heal';

/**
 * running      steps are being performed
 * baking       the new colour serves, the bake window is not over
 * live         good; what the placement runs (until it is superseded)
 * failed       did not get as far as serving; the old colour went on
 * reverted     served, was found bad during the bake, the gate swung back by itself
 * rolled-back  was live; somebody rolled it back
 * interrupted  stopped from outside (Ctrl-C, crash, sleep) and reverted
 * superseded   was live; a later deployment took its place
 */
export const DEPLOYMENT_STATES = [
  'running',
  'baking',
  'live',
  'failed',
  'reverted',
  'rolled-back',
  'interrupted',
  'superseded',
] as const;
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number];

export type StepState = 'running' | 'done' | 'failed' | 'skipped' | 'reverted';

export interface StepRecord {
  readonly index: number;
  readonly name: StepName;
  readonly state: StepState;
  readonly startedAt: number;
  readonly durationMs?: number;
  /** What the step did or found, in one line. */
  readonly note?: string;
}

/** What one replica left behind when its deployment failed. */
export interface ReplicaEvidence {
  readonly container: string;
  readonly replica: number;
  readonly exitCode?: number;
  readonly oomKilled: boolean;
  readonly state: string;
  readonly logLines: readonly string[];
  readonly healthLog: readonly string[];
  /** The edge's own last check of it, for example `L4CON Connection refused`. */
  readonly edgeCheck?: string;
}

export interface Deployment {
  /** Order of creation within this history; never reused, independent of clocks. */
  readonly sequence: number;
  readonly id: string;
  readonly kind: DeploymentKind;
  readonly app: string;
  readonly environment: string;
  /** Host id. */
  readonly host: string;
  readonly release: string;
  readonly version: number;
  readonly colour: Colour;
  readonly state: DeploymentState;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly durationMs?: number;
  /** user@machine. */
  readonly by: string;
  readonly via: 'cli' | 'app' | 'serve' | 'core';
  readonly message?: string;
  readonly override?: string;
  /** The deployment that served when this one began. */
  readonly previous?: string;
  /** rollback, heal: the deployment whose release and configuration it restores. */
  readonly restores?: string;
  /** promote: the environment that the release came from. */
  readonly from?: string;
  readonly config: PlacementConfig;
  readonly plan: Plan;
  readonly receipt?: Receipt;
  readonly error?: ErrorReply;
}
