/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  /** `ms`, `ratio`, `requests`, `MB/s` … */
  readonly unit: string;
  /** What it must reach, as written in the table: `<= 10`, `>= 0.95`, `0`. Absent: only shown. */
  readonly bar?: string;
  /** Whether it did; absent without a bar. */
  readonly ok?: boolean;
  /** How it was measured, or which part is missing. */
  readonly note?: string;
}
