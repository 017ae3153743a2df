import type { HistoryRow } from '../../../shared/model/history-row.ts';
import { KIND_WORDS, RESULTS, SPANS, type HistoryFilter } from './history-choices.ts';

/** What is chosen in the bar of filters; empty: everything. Times are what a `datetime-local` field holds. */
export interface HistoryChoice {
  readonly app: string;
  readonly environment: string;
  readonly kind: '' | HistoryRow['kind'];
  /** Key of RESULTS. */
  readonly result: string;
  readonly by: string;
  /** Key of SPANS, or `exact` with `since` and `until`. */
  readonly time: string;
  readonly since: string;
  readonly until: string;
}

export const EVERYTHING: HistoryChoice = {
  app: '',
  environment: '',
  kind: '',
  result: '',
  by: '',
  time: '',
  since: '',
  until: '',
};

/** What the query of an address says; what it says wrongly counts as not said. */
export function readChoice(query: URLSearchParams): HistoryChoice {
  const text = (key: keyof HistoryChoice): string => query.get(key) ?? '';
  const kind = text('kind');
  const time = text('time');
  const [since, until] = [validTime(text('since')), validTime(text('until'))];
  return {
    app: text('app'),
    environment: text('environment'),
    kind: isKind(kind) ? kind : '',
    result: Object.hasOwn(RESULTS, text('result')) ? text('result') : '',
    by: text('by'),
    time: Object.hasOwn(SPANS, time) ? time : since !== '' || until !== '' || time === 'exact' ? 'exact' : '',
    since,
    until,
  };
}

/** The query of an address that names the choice: only what is chosen is in it. */
export function writeChoice(choice: HistoryChoice): URLSearchParams {
  const times = choice.time === 'exact' ? {} : { since: '', until: '' };
  const said = Object.entries({ ...choice, ...times }).filter(([, value]) => value !== '');
  return new URLSearchParams(said);
}

/**
 * What is asked of the core for a choice.
 * @param now milliseconds since 1970; where a span ends
 */
export function filterOf(choice: HistoryChoice, now: number): HistoryFilter {
  const span = SPANS[choice.time];
  const states = RESULTS[choice.result]?.states;
  const since = span === undefined ? readTime(choice.since) : now - span.ms;
  const until = span === undefined ? readTime(choice.until) : undefined;
  return {
    ...(choice.app === '' ? {} : { app: choice.app }),
    ...(choice.environment === '' ? {} : { environment: choice.environment }),
    ...(choice.kind === '' ? {} : { kinds: [choice.kind] }),
    ...(states === undefined ? {} : { states: [...states] }),
    ...(choice.by === '' ? {} : { by: choice.by }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

export function isEverything(choice: HistoryChoice): boolean {
  return writeChoice(choice).size === 0;
}

function isKind(text: string): text is HistoryRow['kind'] {
  return Object.hasOwn(KIND_WORDS, text);
}

function validTime(text: string): string {
  return readTime(text) === undefined ? '' : text;
}

/** A local time, `2026-11-23T14:00`, in milliseconds since 1970. */
function readTime(text: string): number | undefined {
  const at = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(at) || at < 0 ? undefined : at;
}
