import type { AppDetail } from '../../../shared/model/app-views.ts';
import type { BuildRecord } from '../../../shared/model/build-record.ts';
import type {
  DeploymentComparison,
  DeploymentDetail,
  LaneVerdict,
  PlanView,
  WayBack,
} from '../../../shared/model/deployment-views.ts';
import type { HistoryPage } from '../../../shared/model/history-row.ts';
import type { LogBatch } from '../../../shared/model/log-batch.ts';
import type { ReleaseView } from '../../../shared/model/release-views.ts';
import type { TimelineFilter } from '../db/timeline.ts';
import type { BatchRequest } from '../deployments/logs/batch-request.ts';
import type { PlanRequest } from '../deployments/planning/plan-request.ts';
import type { BerthPlace } from '../deployments/views/berth-place.ts';

/** What the core knows, put together as people want to see it. Nothing here changes anything. */
export interface Views {
  /** `app.unknown`; that its file cannot be used is told within. */
  app(name: string): Promise<AppDetail>;
  /** Newest first. `app.unknown`. */
  releases(app: string, page: { readonly before?: number; readonly limit?: number }): readonly ReleaseView[];
  /** `app.unknown`, `release.unknown`. */
  release(app: string, version: number): ReleaseView;
  /** Newest first. `app.unknown`. */
  builds(app: string): readonly BuildRecord[];
  /** A plan and what belongs beside it; rejects as `deployments.plan` does. */
  plan(request: PlanRequest): Promise<PlanView>;
  /** What a deployment is called while it runs; throws for names that there are not. */
  title(request: PlanRequest): string;
  /** Which lanes take what serves in `from`. Asks no engine. `app.unknown`, `environment.unknown`, `placement.empty`. */
  lanes(app: string, from: string): Promise<readonly LaneVerdict[]>;
  /** Where a rollback would lead now. One question to the engine. */
  wayBack(place: BerthPlace): Promise<WayBack>;
  /** `deployment.unknown`. */
  deployment(id: string): DeploymentDetail;
  /** `deployment.unknown`. */
  compareDeployments(a: string, b: string): DeploymentComparison;
  /** Deployments, builds and approvals, newest first; `before` is the `next` of the page before. `usage` for another. */
  history(filter: TimelineFilter, page: { readonly before?: string; readonly limit: number }): HistoryPage;
  /** The same as a text, in pieces, made as they are asked for. */
  exportHistory(filter: TimelineFilter, format: 'json' | 'csv'): Iterable<string>;
  /** Lines of a placement's containers, in batches; see `followBatches`. */
  logs(request: BatchRequest, signal: AbortSignal): AsyncIterable<LogBatch>;
  /** Where a placement is reached with a browser from this machine; undefined when it is not. */
  address(place: BerthPlace): string | undefined;
}
