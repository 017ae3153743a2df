import type { HistoryRow } from '../../../shared/model/history-row.ts';

/** What of the history is wanted; what is not given is no condition. */
export interface TimelineFilter {
  readonly app?: string;
  /** Builds belong to no environment, so they are left out then. */
  readonly environment?: string;
  readonly kinds?: readonly HistoryRow['kind'][];
  readonly states?: readonly HistoryRow['state'][];
  readonly by?: string;
  /** Milliseconds since 1970, both inclusive. */
  readonly since?: number;
  readonly until?: number;
}

/** A place between two rows: everything after it is older, or of the same time and further down. */
export interface TimelineCursor {
  readonly at: number;
  /** Place of the row's table among those of the same time. */
  readonly rank: number;
  readonly sequence: number;
}

/** `host` is an id here. */
export interface TimelineEntry {
  readonly row: HistoryRow;
  readonly cursor: TimelineCursor;
}

/** Deployments, builds and approvals in one order, newest first. */
export interface TimelineStore {
  page(
    filter: TimelineFilter,
    page: { readonly after?: TimelineCursor; readonly limit: number },
  ): readonly TimelineEntry[];
}
