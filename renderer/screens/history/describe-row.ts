import type { HistoryRow } from '../../../shared/model/history-row.ts';
import { describeState, type StateWords } from '../deployment/describe-state.ts';

/** How the thing ended, for people: in an icon, a tone and a few words. */
export function describeResult({ state }: HistoryRow): StateWords {
  switch (state) {
    case 'done':
      return { icon: 'check', tone: 'quiet', text: 'done' };
    case 'reused':
      return { icon: 'check', tone: 'quiet', text: 'nothing new' };
    case 'cancelled':
      return { icon: 'stop', tone: 'warn', text: 'cancelled' };
    case 'running':
    case 'baking':
    case 'live':
    case 'failed':
    case 'reverted':
    case 'rolled-back':
    case 'interrupted':
    case 'superseded':
      return describeState(state);
  }
}

/** What happened, in words for who cannot see the columns: `web v15 in prod, promote`. */
export function nameRow({ app, version, environment, kind }: HistoryRow): string {
  const what = version === undefined ? app : `${app} v${version}`;
  return environment === undefined ? `${what}, ${kind}` : `${what} in ${environment}, ${kind}`;
}
