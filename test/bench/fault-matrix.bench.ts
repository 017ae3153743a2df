import { FAULTS } from '../support/faults/faults.ts';
import { OPERATIONS } from '../support/faults/operations.ts';
import { describeMatrix, runMatrix, type MatrixResult } from '../support/faults/run-matrix.ts';
import { openStage } from '../support/faults/stage.ts';
import type { BenchRow } from './bench-row.ts';
import { atMost, none } from './judge-row.ts';
import { percentile } from './statistics.ts';

/** Every operation, struck by every fault at every point of its journal, and how long it takes to recover from a kill. */
export async function benchFaultMatrix(): Promise<readonly BenchRow[]> {
  const stage = await openStage();
  const results: MatrixResult[] = [];
  try {
    for (const operation of OPERATIONS) {
      const result = await runMatrix(stage, operation, FAULTS, (all) => all, console.error);
      console.error(describeMatrix(operation, result));
      results.push(result);
    }
  } finally {
    await stage.remove();
  }
  const total = (count: (result: MatrixResult) => number) =>
    results.reduce((sum, result) => sum + count(result), 0);
  const settling = results.flatMap((result) => result.settling);
  const killed = settling.filter(({ fault }) => fault === 'killed').map(({ ms }) => ms);
  return [
    { name: 'fault matrix: cells tried', value: total(({ tried }) => tried), unit: 'cells' },
    { name: 'fault matrix: cells passed', value: total(({ passed }) => passed), unit: 'cells' },
    none({
      name: 'fault matrix: cells not passed',
      value: total(({ cells, passed }) => cells - passed),
      unit: 'cells',
      note: `${OPERATIONS.length} operations, ${FAULTS.length} faults, before and after each step`,
    }),
    atMost(2000, {
      name: 'recovery after a kill, p95',
      value: Math.round(percentile(killed, 0.95)),
      unit: 'ms',
      note: `${killed.length} kills; the time that settling worked, the end of a bake not waited for`,
    }),
  ];
}
