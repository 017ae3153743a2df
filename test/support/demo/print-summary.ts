import { formatDuration } from '../../../electron/core/runtime/format-duration.ts';
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

const LEGEND = [
  'PROBES: sent through the edge by the deployment itself. REQUESTS: of the load generator, to prod, meanwhile.',
  'SERVING AFTER: from the start of the deployment until the new colour answered. SEEN AFTER: from the start of the',
  '`twinberth` process (which takes a moment to load) to the first answer that the load generator got.',
];

/** The tables at the end: what each deployment was, took and cost. `acts` are in the order of `outcomes`. */
export function printSummary(
  out: TextOutput,
  acts: readonly Act[],
  outcomes: readonly DeploymentOutcome[],
): void {
  const rows = outcomes.map((outcome, index) => summaryRow(outcome, acts[index]));
  out.line();
  print(out, layoutTable(COLUMNS, rows, undefined));
  out.line();
  for (const line of LEGEND) out.line(out.paint.faint(line));
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
    timeOf(act?.load?.longestGapMs),
    receipt === undefined || receipt.untilServingMs === 0 ? 'never' : formatDuration(receipt.untilServingMs),
    timeOf(act?.rollbackMs),
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
      return step === undefined ? '' : failed + timeOf(step.durationMs);
    }),
  ]);
  print(out, layoutTable(columns, rows, undefined));
}

function print(out: TextOutput, [titles = '', ...rows]: readonly string[]): void {
  out.line(out.paint.faint(titles));
  for (const row of rows) out.line(row);
}

function timeOf(ms: number | undefined): string {
  return ms === undefined ? '-' : formatDuration(ms);
}
