import type { HistoryPage, HistoryRow } from '../../../shared/model/history-row.ts';

/** A page of history that was read. Rows of pages far from what is looked at are let go; their place is kept. */
export interface Page {
  /** What it was asked with; absent: the newest. */
  readonly before?: string;
  /** Place of its first row in the list. */
  readonly start: number;
  readonly length: number;
  readonly rows?: readonly HistoryRow[];
  /** In which round it was read: what happened since may have changed its rows. */
  readonly round: number;
}

/** Pages whose rows are kept, so that memory does not grow with the length of history. */
export const KEPT_PAGES = 24;

/** The index of the page that holds a place, by halving: a long history has a thousand of them. */
export function pageAt(pages: readonly Page[], place: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pages[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function endOf(pages: readonly Page[]): number {
  const last = pages.at(-1);
  return last === undefined ? 0 : last.start + last.length;
}

/** Lets go of the rows far from the page in sight; the first page stays, because nothing names where it began. */
export function letGo(pages: readonly Page[], inSight: number): readonly Page[] {
  const half = KEPT_PAGES / 2;
  const held = pages.filter(({ rows }) => rows !== undefined).length;
  if (held <= KEPT_PAGES) return pages;
  return pages.map((page, index) => {
    if (index === 0 || page.rows === undefined || Math.abs(index - inSight) <= half) return page;
    const { rows: _rows, ...rest } = page;
    return rest;
  });
}

/** The pages with a page read again: what followed it stays where it is when it still begins where this one ends. */
export function putPage(
  pages: readonly Page[],
  index: number,
  read: {
    readonly before: string | undefined;
    readonly rows: readonly HistoryRow[];
    readonly next?: string | undefined;
    readonly round: number;
  },
): readonly Page[] {
  const old = pages[index];
  const start = old?.start ?? endOf(pages);
  const page: Page = {
    ...(read.before === undefined ? {} : { before: read.before }),
    start,
    length: read.rows.length,
    rows: read.rows,
    round: read.round,
  };
  const after = pages[index + 1];
  const fits = after !== undefined && after.before === read.next && after.start === start + page.length;
  return [...pages.slice(0, index), page, ...(fits ? pages.slice(index + 1) : [])];
}

/** The pages with these rows in place of those of the same id. */
export function putRows(pages: readonly Page[], fresh: ReadonlyMap<string, HistoryRow>): readonly Page[] {
  return pages.map((page) =>
    page.rows?.some(({ id }) => fresh.has(id)) === true
      ? { ...page, rows: page.rows.map((row) => fresh.get(row.id) ?? row) }
      : page,
  );
}

/**
 * The pages without those rows of the first one that a newer reading of the list would hold if they still belonged to it.
 * @param answer the newest rows, as they are now
 */
export function dropGone(pages: readonly Page[], { rows, next }: HistoryPage): readonly Page[] {
  const [first, ...others] = pages;
  if (first?.rows === undefined) return pages;
  const there = new Set(rows.map(({ id }) => id));
  const reach = next === undefined ? -Infinity : (rows.at(-1)?.at ?? Infinity);
  const left = first.rows.filter(({ id, at }) => there.has(id) || at <= reach);
  const gone = first.rows.length - left.length;
  if (gone === 0) return pages;
  return [
    { ...first, rows: left, length: left.length },
    ...others.map((page) => ({ ...page, start: page.start - gone })),
  ];
}
