import { formatDuration } from '../../../electron/cli/format/format-duration.ts';
import { layoutTable, type Column } from '../../../electron/cli/terminal/layout-table.ts';
import type { TextOutput } from '../../../electron/cli/terminal/text-output.ts';
import type { DeploymentOutcome } from '../../../electron/core/core.ts';
import { STEP_NAMES } from '../../../shared/model/plan.ts';
import type { Act } from './stage.ts';

const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'WHAT' },
  { title: 'RELEASE' },
  { title: 'STATE NOW' },
  { title: 'PROBES', align: 'right' },
  { title: 'LOST', align: 'right' },
  { title: 'REQUESTS', align: 'right' },
  { title: 'LOST', align: 'right' },
  { title: 'LONGEST GAP', align: 'right' },
  { title: 'SERVING AFTER', align: 'right' },
  { title: 'SEEN AFTER', align: 'right' },
];

/** The tables at the end: what each deployment was, took and cost. `acts` are in the order of `outcomes`. */
export function printSummary(
  out: TextOutput,
  acts: readonly Act[],
  outcomes: readonly DeploymentOutcome[],
): void {
  const [titles = '', ...rows] = layoutTable(
    COLUMNS,
    outcomes.map((outcome, index) => summaryRow(outcome, acts[index])),
    undefined,
  );
  print(out, titles, rows);
  out.line();
  out.line(
    out.paint.faint('PROBES are the receipt’s own, through the edge; REQUESTS are the load generator’s.'),
  );
  out.line(
    out.paint.faint(
      'SERVING AFTER is from the start of the deployment; SEEN AFTER from the start of the `twinberth` process',
    ),
  );
  out.line(out.paint.faint('to the first answer that the load generator got from the version gone back to.'));
  out.line();
  printSteps(out, outcomes);
}

function summaryRow({ deployment }: DeploymentOutcome, act: Act | undefined): string[] {
  const { receipt } = deployment;
  return [
    String(deployment.sequence),
    `${deployment.kind} ${deployment.environment}`,
    `v${deployment.version}`,
    deployment.state,
    String(receipt?.probes ?? '-'),
    String(receipt?.failures ?? '-'),
    String(act?.load?.requests ?? '-'),
    String(act?.load?.failures.length ?? '-'),
    gap(act?.load?.longestGapMs),
    receipt === undefined || receipt.untilServingMs === 0 ? 'never' : formatDuration(receipt.untilServingMs),
    gap(act?.rollbackMs),
  ];
}

function printSteps(out: TextOutput, outcomes: readonly DeploymentOutcome[]): void {
  const used = STEP_NAMES.filter((name) =>
    outcomes.some(({ steps }) => steps.some((step) => step.name === name)),
  );
  const columns: readonly Column[] = [
    { title: '#', align: 'right' },
    ...used.map((name) => ({ title: name.toUpperCase(), align: 'right' as const })),
  ];
  const rows = outcomes.map(({ deployment, steps }) => [
    String(deployment.sequence),
    ...used.map((name) => {
      const step = steps.find((taken) => taken.name === name);
      const failed = step?.state === 'failed' ? `${out.symbols.failed} ` : '';
      return step === undefined ? '' : failed + gap(step.durationMs);
    }),
  ]);
  const [titles = '', ...lines] = layoutTable(columns, rows, undefined);
  print(out, titles, lines);
}

function print(out: TextOutput, titles: string, rows: readonly string[]): void {
  out.line(out.paint.faint(titles));
  for (const row of rows) out.line(row);
}

function gap(ms: number | undefined): string {
  return ms === undefined ? '-' : formatDuration(ms);
}
