import type { CallInput } from '../../../shared/contract/contract.ts';
import type { HistoryRow } from '../../../shared/model/history-row.ts';

export type HistoryFilter = NonNullable<CallInput<'history.page'>['filter']>;
type State = HistoryRow['state'];

/** Kinds of things that happen, as they are chosen and told. */
export const KIND_WORDS: Readonly<Record<HistoryRow['kind'], string>> = {
  deploy: 'deploy',
  promote: 'promote',
  rollback: 'roll back',
  heal: 'heal',
  build: 'build',
  approval: 'approve',
};

/** How things end, as a person would ask for it: each stands for the states that a row may have. */
export const RESULTS: Readonly<
  Record<string, { readonly label: string; readonly states: readonly State[] }>
> = {
  good: { label: 'went well', states: ['live', 'superseded', 'rolled-back', 'done', 'reused'] },
  bad: { label: 'did not go well', states: ['failed', 'reverted', 'interrupted', 'cancelled'] },
  running: { label: 'under way', states: ['running', 'baking'] },
  live: { label: 'live now', states: ['live'] },
  failed: { label: 'failed', states: ['failed'] },
  reverted: { label: 'swung back by itself', states: ['reverted'] },
  'rolled-back': { label: 'rolled back later', states: ['rolled-back'] },
  interrupted: { label: 'interrupted', states: ['interrupted', 'cancelled'] },
};

const HOUR = 3_600_000;

/** Stretches of time that end now, in milliseconds. */
export const SPANS: Readonly<Record<string, { readonly label: string; readonly ms: number }>> = {
  '1h': { label: 'last hour', ms: HOUR },
  '24h': { label: 'last 24 hours', ms: 24 * HOUR },
  '7d': { label: 'last 7 days', ms: 7 * 24 * HOUR },
  '30d': { label: 'last 30 days', ms: 30 * 24 * HOUR },
  '365d': { label: 'last year', ms: 365 * 24 * HOUR },
};
