import type { CallInput } from '../../../shared/contract/contract.ts';
import type { HistoryPage, HistoryRow } from '../../../shared/model/history-row.ts';
import { NOON } from './sample-house.ts';

const APPS = ['web', 'api', 'postgres', 'photos'];
const LANES = ['dev', 'staging', 'prod'];
const KINDS = ['deploy', 'promote', 'build', 'deploy', 'rollback', 'approval', 'heal'] as const;
const STATES = [
  'live',
  'superseded',
  'superseded',
  'failed',
  'reverted',
  'rolled-back',
  'interrupted',
] as const;

/** The row of a place in a long history, the newest at 0. */
export function sampleHistoryRow(place: number): HistoryRow {
  const kind = KINDS[place % KINDS.length] ?? 'deploy';
  const state = STATES[(place * 5) % STATES.length] ?? 'live';
  const base = {
    id: `h-${place}`,
    kind,
    at: NOON - place * 97_000,
    app: APPS[place % APPS.length] ?? 'web',
    version: 40_000 - Math.floor(place / 4),
    by: place % 5 === 0 ? 'grace@desk' : 'ada@laptop',
  };
  if (kind === 'build') return { ...base, state: place % 3 === 0 ? 'failed' : 'done', durationMs: 41_000 };
  const placed = { ...base, environment: LANES[place % LANES.length] ?? 'dev' };
  if (kind === 'approval') return { ...placed, state: 'done', message: 'looked at it' };
  return {
    ...placed,
    state,
    host: 'nuc-1',
    colour: place % 2 === 0 ? 'blue' : 'green',
    durationMs: 4000 + (place % 50) * 100,
    via: 'cli',
    probes: { sent: 400 + (place % 90), failed: place % 40 === 7 ? 2 : 0, longestGapMs: 12 },
    ...(state === 'failed' ? { problem: 'it was not ready within 60 s: its check answers 500' } : {}),
  };
}

/** Answers `history.page` as a core with so many rows would, without ever making more than those of one page. */
export function pagesOf(
  count: number,
  rowAt: (place: number) => HistoryRow = sampleHistoryRow,
): (input: CallInput<'history.page'>) => HistoryPage {
  return ({ before, limit = 100 }) => {
    const from = before === undefined ? 0 : Number(before);
    const to = Math.min(from + limit, count);
    const rows = Array.from({ length: to - from }, (_, index) => rowAt(from + index));
    return { rows, ...(to < count ? { next: String(to) } : {}) };
  };
}
