/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  /** What is measured; of a row that a document shows, its title in row-titles.ts. */
  readonly name: string;
  readonly value: number;
  /** Of how many, of a count. */
  readonly of?: number;
  /** `ms`, `%`, `MB` …; `ratio` and `count` are numbers by themselves. */
  readonly unit: string;
  /** What it must reach, as written in the table: `<= 10 ms`, `>= 0.95`, `0`. Absent: only shown. */
  readonly bar?: string;
  /** Whether it did; absent without a bar. */
  readonly ok?: boolean;
  /** How it was measured, or which part is missing. */
  readonly note?: string;
  /** What a document says below its table, a sentence. */
  readonly below?: string;
}
