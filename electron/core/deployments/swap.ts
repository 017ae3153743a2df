import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Plan, StepName } from '../../../shared/model/plan.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { DeploymentProgress } from '../core.ts';
import type { ColourTraffic, EdgeSession, EdgeSpec } from '../edge/edge.ts';
import type { Prober, ProbeSummary } from '../edge/prober.ts';
import type { EngineNetwork } from '../engine/engine-network.ts';
import type { Engine } from '../engine/engine.ts';
import { Failure, toFailure } from '../runtime/failure.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import type { PlacementLock } from './lock-placement.ts';
import type { ObservedBerth, ObservedReplica } from './planning/observe-berth.ts';

/** One deployment while it is performed. What the steps find out on their way is filled in by them, each field by one step. */
export interface Swap {
  readonly deps: DeploymentDeps;
  readonly engine: Engine;
  readonly host: Host;
  readonly release: Release;
  readonly config: PlacementConfig;
  readonly plan: Plan;
  readonly deployment: Deployment;
  readonly serving?: Deployment;
  readonly observed: ObservedBerth;
  readonly lock: PlacementLock;
  readonly signal: AbortSignal;
  readonly report: (progress: DeploymentProgress) => void;
  readonly startedTicks: number;
  readonly found: Found;
}

export interface Found {
  nextStep: number;
  /** Of containers that are to be created, secrets among them: never logged, never recorded. */
  readonly variables?: ReadonlyMap<string, string>;
  image?: string;
  edgeImage?: string;
  network?: EngineNetwork;
  slot?: number;
  edge?: OpenEdge;
  replicas: readonly ObservedReplica[];
  /** Monotonic: when the new colour's containers were last seen running. */
  runningAt?: number;
  switchMs?: number;
  /** The new colour's counters when it began to serve; what a bake is judged from, also by a later process. */
  trafficAtSwitch?: ColourTraffic;
  untilServingMs?: number;
  /** Monotonic: since when requests are held, or the edge is being replaced. */
  interruptedSince?: number;
  interruptionMs?: number;
  /** Connections still open on the old colour when it was stopped; undefined while it is kept running. */
  connectionsCut?: number;
  /** Probes of an edge that was replaced in mid-swap. */
  earlierProbes?: ProbeSummary;
}

/** An edge with which we talk. */
export interface OpenEdge {
  readonly containerId: string;
  readonly spec: EdgeSpec;
  readonly session: EdgeSession;
  readonly prober: Prober;
}

/** Steps that change nothing on the engine, so that it does not matter whose the placement is. */
const ONLY_LOOKS: ReadonlySet<StepName> = new Set(['bake', 'receipt']);

/** Steps before which the engine itself is asked whose the placement is; for the others it may have been a moment ago. */
const TOUCH_WHAT_SERVES: ReadonlySet<StepName> = new Set(['edge', 'hold', 'stop-old', 'switch', 'standby']);

/**
 * Performs one step of the plan: journalled before it begins and after it ends. A step that the plan does not have is
 * passed over, so that the story of a swap can be told once for all kinds of deployments.
 */
export async function perform(
  swap: Swap,
  name: StepName,
  work: () => Promise<string | undefined>,
): Promise<void> {
  if (!swap.plan.steps.some((step) => step.name === name)) return;
  throwIfInterrupted(swap);
  if (!ONLY_LOOKS.has(name)) await swap.lock.confirm({ surely: TOUCH_WHAT_SERVES.has(name) });
  const { clock, stores } = swap.deps;
  const index = swap.found.nextStep;
  swap.found.nextStep += 1;
  const startedAt = clock.now();
  const begun = clock.ticks();
  const record = { index, name, startedAt };
  stores.deployments.beginStep(swap.deployment.id, index, name, startedAt);
  swap.report({ kind: 'step', step: { ...record, state: 'running' } });
  try {
    const note = await work();
    const end = {
      state: 'done' as const,
      durationMs: clock.ticks() - begun,
      ...(note === undefined ? {} : { note }),
    };
    stores.deployments.endStep(swap.deployment.id, index, end);
    swap.report({ kind: 'step', step: { ...record, ...end } });
  } catch (error) {
    const end = {
      state: 'failed' as const,
      durationMs: clock.ticks() - begun,
      note: toFailure(error).message,
    };
    stores.deployments.endStep(swap.deployment.id, index, end);
    swap.report({ kind: 'step', step: { ...record, ...end } });
    throw error;
  }
}

export function throwIfInterrupted(swap: Pick<Swap, 'signal'>): void {
  if (swap.signal.aborted) throw interruption();
}

function interruption(cause?: unknown): Failure {
  return new Failure(
    'interrupted',
    'The deployment was interrupted.',
    {},
    cause === undefined ? {} : { cause },
  );
}

/** The edge, which an earlier step has opened. */
export function edgeOf(swap: Swap): OpenEdge {
  if (swap.found.edge === undefined) throw new Failure('internal', 'the edge was used before it was opened');
  return swap.found.edge;
}

export function subjectOf(swap: Swap): {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
} {
  return { app: swap.deployment.app, environment: swap.deployment.environment, host: swap.host.id };
}

/** The colour that serves when the deployment begins, undefined for a first one. */
export function oldColour(swap: Swap): Colour | undefined {
  return swap.plan.fromColour;
}
