/** What somebody asks to see the plan of; without `from`, `rollback` and `heal` it is a deployment. */
export interface PlanRequest {
  readonly app: string;
  readonly environment: string;
  readonly version?: number;
  readonly from?: string;
  readonly rollback?: boolean;
  readonly heal?: boolean;
  readonly override?: string;
}
