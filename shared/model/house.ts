import type { ErrorReply } from '../contract/errors.ts';
import type { AppView } from './app-views.ts';
import type { Mode } from './app-config.ts';
import type { Colour } from './colour.ts';
import type { Deployment, StepRecord } from './deployment.ts';
import type { DriftSeverity } from './drift.ts';
import type { PromotionPolicy } from './environment.ts';
import type { PlacementHealth, TrafficSample } from './health-views.ts';
import type { Notice } from './notice.ts';
import type { Operation } from './operation.ts';
import type { Interruption, PlanStep, Source, Strategy } from './plan.ts';
import type { Preferences } from './preferences.ts';

/** Everything that the board shows at one moment. */
export interface HouseSnapshot {
  /** Number of the last event that is in it. */
  readonly seq: number;
  readonly at: number;
  readonly hosts: readonly HostView[];
  /** In the order of promotion. */
  readonly lanes: readonly LaneView[];
  readonly apps: readonly AppView[];
  readonly placements: readonly PlacementView[];
  /** Running and baking deployments. */
  readonly live: readonly LiveDeployment[];
  /** Those that run, and those that ended in the last minutes. */
  readonly operations: readonly Operation[];
  /** Newest first, at most 50. */
  readonly notices: readonly Notice[];
  /** By placement key: the last samples, oldest first, at most `SPARK_SAMPLES`. */
  readonly traffic: Readonly<Record<string, readonly TrafficSample[]>>;
  readonly preferences: Preferences;
  /** user@machine that the core runs as. */
  readonly owner: string;
}

/** Samples that a sparkline shows. */
export const SPARK_SAMPLES = 40;

export interface HostView {
  readonly id: string;
  readonly name: string;
  /** As Docker spells it. */
  readonly endpoint: string;
  readonly address: string;
  /** `away`: it does not answer; what is shown of it is what it last said. */
  readonly state: 'connecting' | 'here' | 'away';
  /** Since when it is in that state. */
  readonly since: number;
  readonly problem?: ErrorReply;
  /** The engine's version, once it has answered. */
  readonly version?: string;
  readonly flavour?: 'docker' | 'podman';
}

/** An environment, as a lane of the board. */
export interface LaneView {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  /** Host names. */
  readonly hosts: readonly string[];
  readonly policy: PromotionPolicy;
}

/** An app in an environment on one host: one card. */
export interface PlacementView {
  /** `placementKey`. */
  readonly key: string;
  readonly app: string;
  readonly environment: string;
  /** Host name. */
  readonly host: string;
  readonly health: PlacementHealth;
  readonly healthSince: number;
  /** A sentence, when something is not as it should be. */
  readonly problem?: string;
  readonly replicas: { readonly up: number; readonly wanted: number };
  /** Of the release that serves. */
  readonly version?: number;
  readonly tag?: string;
  /** First 12 digits of the image's portable identity. */
  readonly identity?: string;
  /** Deployment that serves, and since when. */
  readonly deployment?: string;
  readonly since?: number;
  readonly active?: Colour;
  readonly blue: BerthView;
  readonly green: BerthView;
  readonly mode?: Mode;
  readonly url?: string;
  /** A read-write volume forbids two colours at once. */
  readonly singleWriter?: boolean;
  readonly drift?: { readonly count: number; readonly worst: DriftSeverity; readonly checkedAt: number };
  /** A newer release of the app than this that may be deployed. */
  readonly newer?: number;
  readonly back?: { readonly version: number; readonly source: Source };
  readonly lock?: { readonly by: string; readonly since: number; readonly purpose: string };
  readonly held: boolean;
}

export interface BerthView {
  readonly state: 'empty' | 'starting' | 'serving' | 'warm' | 'stopped';
  readonly version?: number;
  /** warm: when it will be stopped. */
  readonly until?: number;
}

export function placementKey(place: {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
}): string {
  return `${place.app}/${place.environment}/${place.host}`;
}

/** A deployment as a card shows it while it happens: what it will do and what it has done. */
export interface LiveDeployment {
  /** Key of its placement. */
  readonly key: string;
  readonly deployment: Omit<Deployment, 'config' | 'plan'>;
  /** Host name. */
  readonly host: string;
  readonly fromVersion?: number;
  readonly fromColour?: Colour;
  readonly strategy: Strategy;
  readonly source: Source;
  readonly interruptions: readonly Interruption[];
  readonly plan: readonly PlanStep[];
  readonly steps: readonly StepRecord[];
  /** Which replica is waited for, what is being sent: only when this process performs it. */
  readonly note?: string;
  readonly probes?: { readonly sent: number; readonly failed: number };
  /** The operation that performs it, when this process does. */
  readonly operation?: string;
}
