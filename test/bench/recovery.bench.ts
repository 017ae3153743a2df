import { OPERATIONS } from '../support/faults/operations.ts';
import { runMatrix, type MatrixResult } from '../support/faults/run-matrix.ts';
import { openStage } from '../support/faults/stage.ts';
import type { BenchRow } from './bench-row.ts';
import { atMost } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';
import { percentile } from './statistics.ts';

/**
 * How long a kill takes to recover from: those cells of the fault matrix, one after another, with nothing else going on. A
 * cell that does not pass has recovered from nothing.
 */
export async function benchRecovery(): Promise<readonly BenchRow[]> {
  const stage = await openStage();
  const results: MatrixResult[] = [];
  try {
    for (const operation of OPERATIONS)
      results.push(await runMatrix(stage, operation, ['killed'], (all) => all, console.error));
  } finally {
    await stage.remove();
  }
  const wrong = results.flatMap((result) => result.wrong);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  const times = results.flatMap(({ settling }) => settling.map(({ ms }) => ms));
  return [
    atMost(2000, {
      name: README_ROWS.recovery,
      value: Math.round(percentile(times, 0.95)),
      unit: 'ms',
      note: `${times.length} kills, median ${Math.round(percentile(times, 0.5))} ms; the time that settling worked, the end of a bake not waited for`,
    }),
  ];
}
