import type { Plan } from '../../../../shared/model/plan.ts';
import type { Environment } from '../../../../shared/model/environment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { StepRecord } from '../../../../shared/model/deployment.ts';
import type { BerthRow, NewestRow } from '../../db/recorded-house.ts';
import type { DeploymentSummary, LockHolder, RegisteredApp } from '../../db/stores.ts';

/** What the history says of the house at one moment: only what is small, whatever the history's length. */
export interface HouseRecord {
  readonly hosts: readonly Host[];
  /** By position. */
  readonly environments: readonly Environment[];
  /** By name. */
  readonly apps: readonly RegisteredApp[];
  readonly newest: ReadonlyMap<string, NewestRow>;
  /** By placement key; those on hosts that are registered. */
  readonly berths: ReadonlyMap<string, BerthRow>;
  readonly locks: ReadonlyMap<string, LockHolder>;
  /** By id: those that run or bake, and those that ended since the reading before. */
  readonly live: ReadonlyMap<string, RecordedDeployment>;
  readonly lastSequence: number;
}

export interface RecordedDeployment {
  readonly key: string;
  readonly deployment: DeploymentSummary;
  readonly plan: Plan;
  readonly steps: readonly StepRecord[];
}
