import type { DeploymentKind } from '../../shared/model/deployment.ts';

/** What somebody wants to happen; a plan says what that means, and nothing happens before it was looked at. */
export interface PlanIntent {
  readonly kind: DeploymentKind;
  readonly app: string;
  readonly environment: string;
  /** promote: the environment whose release is taken. */
  readonly from?: string;
  /** deploy: the newest when left out. rollback: the last good one before. */
  readonly version?: number;
}
