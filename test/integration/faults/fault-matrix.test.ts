import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEP_NAMES } from '../../../shared/model/plan.ts';
import { FAULTS, LEFT_OUT } from '../../support/faults/faults.ts';
import { OPERATIONS } from '../../support/faults/operations.ts';
import type { Cell } from '../../support/faults/run-cell.ts';
import { describeMatrix, runMatrix } from '../../support/faults/run-matrix.ts';
import { openStage, type Stage } from '../../support/faults/stage.ts';

/**
 * Every operation, struck by every fault at every point of its journal. The whole matrix takes more than an hour, and is
 * tried by `npm run bench -- fault-matrix` and with TWINBERTH_MATRIX=all; here a few cells of each operation are tried,
 * always the same ones, in which every fault and most steps occur.
 */
const WHOLE = process.env['TWINBERTH_MATRIX'] === 'all';
const PER_OPERATION = 2;

let stage: Stage;
const steps = new Set<string>();
beforeAll(async () => {
  if (LEFT_OUT.length > 0) console.log(`without root, these faults are left out: ${LEFT_OUT.join(', ')}`);
  stage = await openStage();
});
afterAll(() => stage.remove());

describe.each(OPERATIONS)('$name', (operation) => {
  it(
    'ends well wherever it is struck',
    async () => {
      const few = (all: readonly Cell[]) => choose(all, OPERATIONS.indexOf(operation));
      const result = await runMatrix(stage, operation, FAULTS, WHOLE ? (all) => all : few, console.log);
      console.log(describeMatrix(operation, result));
      for (const step of result.steps) steps.add(step);
      expect(result.tried).toBeGreaterThan(0);
      expect(result.wrong).toEqual([]);
    },
    WHOLE ? 1_800_000 : 180_000,
  );
});

it('has every step that there is in one of its operations', () => {
  const inJournal = STEP_NAMES.filter((name) => name !== 'lock');
  expect([...steps].filter((step) => step !== 'due').sort()).toEqual(inJournal.sort());
});

/** Those of an operation are spread over its steps, and each has the fault after the one before. */
function choose(all: readonly Cell[], operation: number): readonly Cell[] {
  const points = all.length / FAULTS.length;
  return Array.from({ length: Math.min(PER_OPERATION, all.length) }, (_, index) => {
    const point = (operation * 5 + index * Math.ceil(points / PER_OPERATION)) % points;
    const fault = (operation * PER_OPERATION + index) % FAULTS.length;
    const cell = all[point * FAULTS.length + fault];
    if (cell === undefined) throw new Error('there are no cells');
    return cell;
  });
}
