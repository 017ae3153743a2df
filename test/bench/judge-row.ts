import type { BenchRow } from './bench-row.ts';

type Measured = Omit<BenchRow, 'bar' | 'ok'>;

/** A value that is no number has reached nothing. */
export function atMost(limit: number, row: Measured): BenchRow {
  return { ...row, bar: `<= ${limit}`, ok: row.value <= limit };
}

export function atLeast(limit: number, row: Measured): BenchRow {
  return { ...row, bar: `>= ${limit}`, ok: row.value >= limit };
}

/** A count that must be nought. */
export function none(row: Measured): BenchRow {
  return { ...row, bar: '0', ok: row.value === 0 };
}
