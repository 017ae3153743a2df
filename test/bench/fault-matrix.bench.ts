import { FAULTS } from '../support/faults/faults.ts';
import { OPERATIONS, type Operation } from '../support/faults/operations.ts';
import { describeMatrix, runMatrix, type MatrixResult } from '../support/faults/run-matrix.ts';
import { openStage } from '../support/faults/stage.ts';
import type { BenchRow } from './bench-row.ts';
import { every } from './judge-row.ts';
import { faultTitle, README_ROWS } from './row-titles.ts';

interface Tried extends MatrixResult {
  readonly operation: Operation;
}

/** How many operations are tried at a time, each on a stage of its own: a cell mostly waits. */
const STAGES = 3;

/** Every operation, struck by every fault at every point of its journal. */
export async function benchFaultMatrix(): Promise<readonly BenchRow[]> {
  const left = [...OPERATIONS];
  const results: Tried[] = [];
  await Promise.all(Array.from({ length: STAGES }, () => tryOperations(left, results)));
  const total = (count: (result: MatrixResult) => number) =>
    results.reduce((sum, result) => sum + count(result), 0);
  return [
    every(
      total(({ cells }) => cells),
      {
        name: README_ROWS.faultMatrix,
        value: total(({ passed }) => passed),
        unit: 'count',
        note: `${OPERATIONS.length} operations, ${FAULTS.length} faults, before and after each step`,
      },
    ),
    ...OPERATIONS.map(({ name }) => {
      const tried = results.find(({ operation }) => operation.name === name);
      return every(tried?.cells ?? 0, {
        name: faultTitle(name),
        value: tried?.passed ?? 0,
        unit: 'count',
        note: `${tried?.steps.length ?? 0} steps`,
      });
    }),
  ];
}

/** On one stage, until none is left. */
async function tryOperations(left: Operation[], results: Tried[]): Promise<void> {
  const stage = await openStage();
  try {
    for (let operation = left.shift(); operation !== undefined; operation = left.shift()) {
      const result = await runMatrix(stage, operation, FAULTS, (all) => all, console.error);
      console.error(describeMatrix(operation, result));
      results.push({ ...result, operation });
    }
  } finally {
    await stage.remove();
  }
}
