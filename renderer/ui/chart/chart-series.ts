/** A line of a LineChart. Blue and green are for what the two berths did, nothing else. */
export interface Series {
  readonly name: string;
  readonly tone: 'ink' | 'bad' | 'accent' | 'blue' | 'green';
  /** In order of time; `at` in milliseconds since 1970. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
}
