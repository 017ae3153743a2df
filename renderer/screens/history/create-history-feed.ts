import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { HistoryPage, HistoryRow } from '../../../shared/model/history-row.ts';
import type { HistoryFilter } from './history-choices.ts';
import { dropGone, endOf, letGo, pageAt, putPage, putRows, type Page } from './history-pages.ts';

/** Rows of one page; whoever reads on beyond the first ones gets more at once, as many as the contract allows. */
const PAGE_ROWS = 200;
const FAR_PAGE_ROWS = 500;
const FIRST_PAGES = 4;
/** So many of the newest rows are read to see what is new. */
const LOOK_ROWS = 100;
/** Rows that are promised at the end while there are more: they are read before they come into sight. */
const PROMISED_ROWS = 40;

export interface FeedState {
  readonly pages: readonly Page[];
  /** Where the next page begins; absent: the list ends. */
  readonly next?: string;
  /** The first page came. */
  readonly begun: boolean;
  /** Rows above the list that were written since it was read, and whether there are more than those. */
  readonly newer: number;
  readonly newerAndMore: boolean;
  readonly problem?: ErrorReply;
}

/** A list of what happened, newest first, of which pages are read as they come into sight. */
export interface HistoryFeed {
  readonly state: StoreApi<FeedState>;
  /** These places are in sight. */
  readonly see: (first: number, last: number) => void;
  /** Something was written into history. */
  readonly look: () => void;
  /** Reads the list anew, from the newest row. */
  readonly renew: () => void;
  /** After a problem. */
  readonly retry: () => void;
  /** Begins to read; the result ends it. */
  readonly start: () => () => void;
}

const EMPTY: FeedState = { pages: [], begun: false, newer: 0, newerAndMore: false };

export function createHistoryFeed(bridge: Bridge, filter: HistoryFilter): HistoryFeed {
  const state = createStore<FeedState>(() => EMPTY);
  let sight = { first: 0, last: 0 };
  let round = 0;
  /** Answers to what was asked before this list was begun anew count for nothing. */
  let edition = 0;
  let reading = false;
  let looking = false;
  let lookAgain = false;
  /** The list is to be begun anew and was not yet; until then nothing is read on. */
  let renewing = false;
  let closed = true;

  /** One page at a time: where a page begins is only known when the one before it was read. */
  const readOn = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    for (let index = wanted(); index !== undefined; index = wanted()) {
      const asked = edition;
      const page = state.getState().pages[index];
      const before = page === undefined ? state.getState().next : page.before;
      const inRound = round;
      const reply = await ask(before, page?.length || (index < FIRST_PAGES ? PAGE_ROWS : FAR_PAGE_ROWS));
      if (asked !== edition) continue;
      if (!reply.ok) {
        state.setState({ problem: reply.error });
        break;
      }
      state.setState((now) => take(now, index, { before, page: reply.value, round: inRound }), true);
    }
    reading = false;
  };

  /** The first page that is in sight, or nearly, and was not read or not since something changed. */
  const wanted = (): number | undefined => {
    const { pages, next, begun, problem } = state.getState();
    if (closed || renewing || problem !== undefined) return undefined;
    if (!begun) return 0;
    const from = pageAt(pages, sight.first);
    const to = pageAt(pages, sight.last + PROMISED_ROWS);
    for (let index = from; index <= to; index += 1) {
      const page = pages[index];
      if (page === undefined) continue;
      if (page.rows === undefined || (index > 0 && page.round !== round)) return index;
    }
    const near = sight.last + PAGE_ROWS >= endOf(pages);
    return next !== undefined && near ? pages.length : undefined;
  };

  const take = (
    now: FeedState,
    index: number,
    read: { readonly before: string | undefined; readonly page: HistoryPage; readonly round: number },
  ): FeedState => {
    const { rows, next } = read.page;
    const page = { rows, next, round: read.round, before: read.before };
    const pages = putPage(now.pages, index, page);
    const { next: _old, ...rest } = now;
    const last = index === pages.length - 1 ? next : now.next;
    return {
      ...rest,
      begun: true,
      pages: letGo(pages, pageAt(pages, sight.first)),
      ...(last === undefined ? {} : { next: last }),
    };
  };

  const look = async (): Promise<void> => {
    if (!state.getState().begun) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    round += 1;
    const asked = edition;
    // Rows only leave a list that wants them in some state; then all of the first page has to be looked at.
    const reply = await ask(undefined, filter.states === undefined ? LOOK_ROWS : PAGE_ROWS);
    looking = false;
    if (asked === edition && reply.ok) {
      compare(reply.value);
      // The way is there again.
      if (state.getState().problem?.retry === true) retry();
    }
    if (lookAgain) {
      lookAgain = false;
      void look();
    }
    void readOn();
  };

  /**
   * Rows that are known already are brought up to date in their place, or go when they are not in the list any more; the others
   * are counted and wait to be asked for.
   */
  const compare = (answer: HistoryPage): void => {
    const { rows, next } = answer;
    const pages = dropGone(state.getState().pages, answer);
    if (pages[0]?.rows?.[0] === undefined) {
      if (rows.length > 0 || pages[0] !== state.getState().pages[0]) renew();
      return;
    }
    const known = new Set(pages.flatMap((page) => page.rows?.map(({ id }) => id) ?? []));
    const found = rows.findIndex(({ id }) => known.has(id));
    const fresh = new Map(rows.map((row): [string, HistoryRow] => [row.id, row]));
    state.setState({
      pages: putRows(pages, fresh),
      newer: found < 0 ? rows.length : found,
      newerAndMore: found < 0 && next !== undefined,
    });
  };

  const renew = (): void => {
    edition += 1;
    sight = { first: 0, last: 0 };
    renewing = true;
    state.setState(({ problem: _problem, ...now }) => ({ ...now, newer: 0, newerAndMore: false }), true);
    void readAnew();
  };

  /** The old rows stay in sight until the new ones are there. */
  const readAnew = async (): Promise<void> => {
    const asked = edition;
    const inRound = round;
    const reply = await ask(undefined, PAGE_ROWS);
    if (asked !== edition) return;
    if (reply.ok) {
      renewing = false;
      state.setState(take(EMPTY, 0, { before: undefined, page: reply.value, round: inRound }), true);
    } else state.setState({ problem: reply.error });
    void readOn();
  };

  const retry = (): void => {
    state.setState(({ problem: _problem, ...rest }) => rest, true);
    void (renewing ? readAnew() : readOn());
  };

  const ask = (before: string | undefined, limit: number) =>
    bridge.call('history.page', { filter, limit, ...(before === undefined ? {} : { before }) });

  return {
    state,
    look: () => void look(),
    renew,
    retry,
    see: (first, last) => {
      sight = { first, last };
      void readOn();
    },
    start: () => {
      closed = false;
      void (renewing ? readAnew() : readOn());
      return () => {
        closed = true;
        edition += 1;
      };
    },
  };
}

/** How many places the list has: those read, and while there are more, some that are promised. */
export function countOf({ pages, next }: FeedState): number {
  return endOf(pages) + (next === undefined ? 0 : PROMISED_ROWS);
}

export function rowAt({ pages }: FeedState, place: number): HistoryRow | undefined {
  const page = pages[pageAt(pages, place)];
  return page?.rows?.[place - page.start];
}
