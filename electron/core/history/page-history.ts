import type { HistoryPage, HistoryRow } from '../../../shared/model/history-row.ts';
import type { Stores } from '../db/stores.ts';
import type { TimelineCursor, TimelineEntry, TimelineFilter } from '../db/timeline.ts';
import { Failure } from '../runtime/failure.ts';

type PageStores = Pick<Stores, 'timeline' | 'hosts'>;

/**
 * A page of what happened, newest first. What is written meanwhile moves nothing: the next page begins where this one ended.
 * `usage` for a `before` that no page gave.
 */
export function pageHistory(
  stores: PageStores,
  filter: TimelineFilter,
  page: { readonly before?: string; readonly limit: number },
): HistoryPage {
  const after = page.before === undefined ? undefined : parseCursor(page.before);
  const entries = stores.timeline.page(filter, {
    limit: page.limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const shown = entries.slice(0, page.limit);
  const last = shown.at(-1);
  const rows = nameHosts(stores, shown);
  return entries.length > page.limit && last !== undefined
    ? { rows, next: formatCursor(last.cursor) }
    : { rows };
}

/** Hosts as people call them; one that was removed keeps its id. */
export function nameHosts(
  stores: Pick<Stores, 'hosts'>,
  entries: readonly TimelineEntry[],
): readonly HistoryRow[] {
  const names = new Map(stores.hosts.list().map(({ id, name }) => [id, name]));
  return entries.map(({ row }) =>
    row.host === undefined ? row : { ...row, host: names.get(row.host) ?? row.host },
  );
}

function formatCursor({ at, rank, sequence }: TimelineCursor): string {
  return `${at}.${rank}.${sequence}`;
}

function parseCursor(text: string): TimelineCursor {
  const [, at, rank, sequence] = /^(\d{1,16})\.(\d)\.(\d{1,16})$/.exec(text) ?? [];
  if (at === undefined)
    throw new Failure('usage', 'A page of history begins with the `next` of the page before it.');
  return { at: Number(at), rank: Number(rank), sequence: Number(sequence) };
}
