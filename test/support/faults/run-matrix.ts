import { cellsOf, nameOf, runCell, type Cell } from './run-cell.ts';
import type { Fault } from './faults.ts';
import type { Operation } from './operations.ts';
import type { JournalStep } from './journal-point.ts';
import type { Stage } from './stage.ts';

/** What came of one operation's part of the matrix. */
export interface MatrixResult {
  readonly cells: number;
  /** Those of its journal. */
  readonly steps: readonly JournalStep[];
  readonly tried: number;
  readonly passed: number;
  /** One line for each thing that is wrong, with the cell in which it is. */
  readonly wrong: readonly string[];
  /** Of each cell that was tried: see CellResult. */
  readonly settling: readonly {
    readonly fault: Fault;
    readonly ms: number;
    readonly backMs: number | undefined;
  }[];
}

/** Tries those cells of an operation that are chosen, one after another on the same stage; what is wrong is also reported at once. */
export async function runMatrix(
  stage: Stage,
  operation: Operation,
  faults: readonly Fault[],
  choose: (all: readonly Cell[]) => readonly Cell[],
  report: (wrong: string) => void,
): Promise<MatrixResult> {
  await operation.prepare(stage.shop);
  const steps = await operation.steps(stage.shop.core, stage.shop);
  const all = cellsOf(operation, steps, faults);
  const wrong: string[] = [];
  const settling: MatrixResult['settling'][number][] = [];
  let passed = 0;
  const chosen = choose(all);
  for (const [index, cell] of chosen.entries()) {
    if (index > 0) await operation.prepare(stage.shop);
    const result = await runCell(stage, cell);
    if (result.wrong.length === 0) passed += 1;
    for (const text of result.wrong) {
      wrong.push(`${nameOf(cell)}: ${text}`);
      report(`${nameOf(cell)}: ${text}`);
    }
    settling.push({ fault: cell.fault, ms: result.settlingMs, backMs: result.backMs });
  }
  return {
    cells: all.length,
    steps: steps.filter((step) => step !== 'lock'),
    tried: chosen.length,
    passed,
    wrong,
    settling,
  };
}

export function describeMatrix(operation: Operation, { cells, tried, passed }: MatrixResult): string {
  return `${operation.name}: ${tried} of ${cells} cells tried, ${passed} passed`;
}
