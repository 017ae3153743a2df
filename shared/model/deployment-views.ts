import type { Colour } from './colour.ts';
import type { Deployment, ReplicaEvidence, StepRecord } from './deployment.ts';
import type { ConfigChange, Plan, PlanRefusal, Source } from './plan.ts';
import type { Release } from './release.ts';

/** A plan and what a person wants to know beside it. */
export interface PlanView {
  readonly plan: Plan;
  readonly release: Release;
  /** The deployment that serves now; null: none. Goes into `expect` of `deployments.start`. */
  readonly serving: string | null;
  /** Every host of the environment, in the order in which they are deployed to; the plan is the first one's. */
  readonly hosts: readonly string[];
  /** Milliseconds that the release has been live where it comes from, and that are asked for. */
  readonly soak?: { readonly doneMs: number; readonly wantedMs: number };
  readonly wayBack: WayBack;
}

/** Where a rollback leads, and how quick it is. */
export interface WayBack {
  /** Absent: there is nothing to go back to, and `refusal` says why. */
  readonly to?: {
    readonly version: number;
    readonly deployment: string;
    readonly source: Source;
    readonly colour: Colour;
  };
  readonly refusal?: string;
  /** How long the last rollback of this kind took here, milliseconds. */
  readonly lastMs?: number;
}

/** Whether a lane takes the release that is being dragged. */
export interface LaneVerdict {
  readonly environment: string;
  readonly takes: boolean;
  /** What it has now. */
  readonly version?: number;
  /** It has this very release already. */
  readonly same: boolean;
  /** Empty when it takes it. */
  readonly refusals: readonly PlanRefusal[];
  /** When the soak time will be over; milliseconds since 1970. */
  readonly soakedAt?: number;
  /** All refusals are of the policy, so a reason can override them. */
  readonly overridable: boolean;
}

export interface DeploymentDetail {
  readonly deployment: Deployment;
  /** Host name. */
  readonly host: string;
  readonly release?: Release;
  readonly steps: readonly StepRecord[];
  readonly evidence: readonly ReplicaEvidence[];
  readonly serving?: { readonly version: number; readonly colour: Colour };
  /** Of the probes: one line per bucket of time, where they were kept. */
  readonly probes?: readonly ProbeBucket[];
}

/** Probes that were answered in a stretch of time. */
export interface ProbeBucket {
  /** Milliseconds since the deployment began. */
  readonly atMs: number;
  readonly sent: number;
  readonly failed: number;
  readonly latencyMaxMs: number;
}

export interface DeploymentComparison {
  readonly a: DeploymentDetail;
  readonly b: DeploymentDetail;
  /** From a to b. */
  readonly changes: readonly ConfigChange[];
}
