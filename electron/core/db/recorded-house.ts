import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { DeploymentState } from '../../../shared/model/deployment.ts';

/** A berth beside what is known of the deployments in it; flat, so that two readings are quickly compared. */
export interface BerthRow {
  readonly app: string;
  readonly environment: string;
  /** Host id. */
  readonly host: string;
  readonly active: Colour | null;
  readonly slot: number;
  readonly held: 0 | 1;
  readonly blueDeployment: string | null;
  readonly blueState: 'serving' | 'warm' | 'stopped' | null;
  readonly blueWarmUntil: number | null;
  readonly blueVersion: number | null;
  readonly greenDeployment: string | null;
  readonly greenState: 'serving' | 'warm' | 'stopped' | null;
  readonly greenWarmUntil: number | null;
  readonly greenVersion: number | null;
  /** The deployment that serves, and what follows from it. */
  readonly deployment: string | null;
  readonly state: DeploymentState | null;
  readonly sequence: number | null;
  /** rollback, heal: the deployment that it restored. */
  readonly restores: string | null;
  readonly version: number | null;
  readonly tag: string | null;
  readonly configDigest: string | null;
  /** Key for `config`. */
  readonly config: number | null;
  /** Since when it serves, milliseconds since 1970. */
  readonly since: number | null;
}

/** What the newest releases of an app say. */
export interface NewestRow {
  readonly app: string;
  /** Highest version ever used, 0 for none. */
  readonly highest: number;
  /** The newest that was not withdrawn. */
  readonly newest: number | null;
  /** Its commit. */
  readonly revision: string | null;
  /** The newest that was neither withdrawn nor failed its test. */
  readonly deployable: number | null;
  /** How many were withdrawn. */
  readonly withdrawn: number;
}

/** What a picture of the house needs of the history, each in one statement, however many placements there are. */
export interface RecordedHouse {
  berths(): readonly BerthRow[];
  newest(): readonly NewestRow[];
  /** Configurations are immutable and shared. */
  config(key: number): PlacementConfig;
  /** Sequence number of the newest deployment, 0 for none. */
  lastSequence(): number;
  /** Another one whenever anybody has written: `others` when another process has, `own` when this connection has. */
  mark(): { readonly others: number; readonly own: number };
}
