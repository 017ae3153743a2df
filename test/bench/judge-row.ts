import type { BenchRow } from './bench-row.ts';
import { formatAmount } from './format-amount.ts';

type Measured = Omit<BenchRow, 'bar' | 'ok'>;

/** A value that is no number has reached nothing. */
export function atMost(limit: number, row: Measured): BenchRow {
  return { ...row, bar: `<= ${formatAmount(limit, row.unit)}`, ok: row.value <= limit };
}

export function atLeast(limit: number, row: Measured): BenchRow {
  return { ...row, bar: `>= ${formatAmount(limit, row.unit)}`, ok: row.value >= limit };
}

/** A count that must be nought. */
export function none(row: Measured): BenchRow {
  return { ...row, bar: '0', ok: row.value === 0 };
}

/** A count that must be all there were, and there must have been some. */
export function every(of: number, row: Omit<Measured, 'of'>): BenchRow {
  return { ...row, of, bar: 'all', ok: of > 0 && row.value === of };
}
