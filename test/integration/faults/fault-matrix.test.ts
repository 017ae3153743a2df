import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../support/faults/faults.ts';
import { OPERATIONS } from '../../support/faults/operations.ts';
import type { Cell } from '../../support/faults/run-cell.ts';
import { describeMatrix, runMatrix } from '../../support/faults/run-matrix.ts';
import { openStage, type Stage } from '../../support/faults/stage.ts';

/**
 * Every operation, struck by every fault at every point of its journal. The whole matrix takes most of an hour, and is
 * tried by `npm run bench -- fault-matrix` and with TWINBERTH_MATRIX=all; here two cells of each operation are tried,
 * other ones each day.
 */
const WHOLE = process.env['TWINBERTH_MATRIX'] === 'all';
const PER_OPERATION = 2;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.remove());

describe.each(OPERATIONS)('$name', (operation) => {
  it(
    'ends well wherever it is struck',
    async () => {
      const result = await runMatrix(stage, operation, FAULTS, WHOLE ? (all) => all : choose, console.log);
      console.log(describeMatrix(operation, result));
      expect(result.tried).toBeGreaterThan(0);
      expect(result.wrong).toEqual([]);
    },
    WHOLE ? 1_800_000 : 120_000,
  );
});

/** Another step and another fault each day: neighbours differ in the fault, those far apart in the step. */
function choose(all: readonly Cell[]): readonly Cell[] {
  const day = Math.floor(Date.now() / 86_400_000);
  return Array.from({ length: PER_OPERATION }, (_, index) => {
    const cell = all[(day * 7 + index * Math.ceil(all.length / PER_OPERATION) + index) % all.length];
    if (cell === undefined) throw new Error('there are no cells');
    return cell;
  });
}
