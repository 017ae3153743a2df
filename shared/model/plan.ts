import type { Colour } from './colour.ts';
import type { DeploymentKind } from './deployment.ts';

export type Strategy = 'blue-green' | 'hold-and-swap';

/** Everything that a deployment may do, in the order in which it does it. */
export const STEP_NAMES = [
  'lock',
  'image',
  'network',
  'edge',
  'clear',
  'create',
  'hold',
  'stop-old',
  'start',
  'ready',
  'switch',
  'bake',
  'standby',
  'receipt',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface PlanStep {
  readonly name: StepName;
  /** What it will do here, in one line. */
  readonly text: string;
}

export type ChangeKind = 'added' | 'changed' | 'removed';

/** One line of the configuration difference. Secret values never appear: only that a reference changed. */
export interface ConfigChange {
  readonly kind: ChangeKind;
  /** `variable`, `port`, `mount`, `limit`, `health`, `command`, `replicas` … */
  readonly what: string;
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

/** Why a plan may not run. `policy` refusals can be overridden with a reason, the others not. */
export interface PlanRefusal {
  readonly kind: 'policy' | 'impossible';
  readonly code:
    | 'tested'
    | 'soak'
    | 'approval'
    | 'test-failed'
    | 'withdrawn'
    | 'image-gone'
    | 'name-clash'
    | 'foreign'
    | 'secret'
    | 'other';
  readonly message: string;
}

/** How the idle colour gets its containers: fresh ones, stopped ones started again, or warm ones that only need the gate. */
export type Source = 'create' | 'start' | 'warm';

/** Whatever makes a client wait or lose something, said before it happens. */
export interface Interruption {
  readonly kind: 'edge-replacement' | 'hold';
  readonly why: string;
}

export interface Plan {
  readonly kind: DeploymentKind;
  readonly app: string;
  readonly environment: string;
  /** Host name. */
  readonly host: string;
  readonly release: string;
  readonly version: number;
  /** Engine ID of the image on the host. */
  readonly image: string;
  readonly fromColour?: Colour;
  readonly toColour: Colour;
  readonly fromVersion?: number;
  readonly strategy: Strategy;
  readonly strategyWhy: string;
  readonly source: Source;
  readonly steps: readonly PlanStep[];
  readonly changes: readonly ConfigChange[];
  readonly interruptions: readonly Interruption[];
  readonly refusals: readonly PlanRefusal[];
  readonly warnings: readonly string[];
}
