import type { BenchRow } from './bench-row.ts';

/** What one run of `npm run bench` wrote down. */
export interface BenchRun {
  /** What it ran on, without how busy that was. */
  readonly machine: string;
  /** Processes that were waiting for a processor before it began, the mean over a minute. */
  readonly loadBefore: number;
  readonly results: readonly BenchResult[];
}

export interface BenchResult {
  readonly bench: string;
  readonly seconds: number;
  readonly rows: readonly BenchRow[];
  /** Why there are no rows. */
  readonly failure?: string;
}

/** The machine of these runs and how busy it was, a sentence. Throws where they were not all made on the same one. */
export function describeRuns(runs: readonly Pick<BenchRun, 'machine' | 'loadBefore'>[]): string {
  const machines = [...new Set(runs.map(({ machine }) => machine))];
  if (machines.length !== 1)
    throw new Error(`These runs do not belong into one table, as they were made on: ${machines.join('; ')}`);
  const loads = runs.map(({ loadBefore }) => loadBefore);
  const [least, most] = [Math.min(...loads), Math.max(...loads)].map((load) => load.toFixed(1));
  const busy = least === most ? `load before the run ${least}` : `load before the runs ${least} to ${most}`;
  return `${machines[0]}; ${busy}.`;
}
