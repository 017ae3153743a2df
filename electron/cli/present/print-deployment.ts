import type { DeploymentOutcome } from '../../core/core.ts';
import type { Cli } from '../cli.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import { formatAge, formatExact } from '../format/format-time.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { printEvidence } from './print-evidence.ts';
import { printServing } from './print-outcome.ts';
import { printPlan } from './print-plan.ts';
import { printTable } from './print-table.ts';
import { receiptText } from './receipt-text.ts';
import { deploymentWord, stepSign } from './state-words.ts';

/** Everything that was kept of a deployment. */
export function printDeployment(cli: Cli, outcome: DeploymentOutcome): void {
  const { out } = cli;
  const { deployment, steps, evidence } = outcome;
  const now = cli.io.clock.now();
  out.line(
    `${out.paint.strong(`Deployment ${deployment.id}`)} ${out.paint.faint(`#${deployment.sequence}`)}  ${deploymentWord(out, deployment.state)}`,
  );
  out.line(
    `  begun ${formatExact(deployment.startedAt)} (${formatAge(deployment.startedAt, now)}) by ${deployment.by}, from the ${deployment.via}`,
  );
  if (deployment.durationMs !== undefined) out.line(`  took ${formatDuration(deployment.durationMs)}`);
  if (deployment.message !== undefined) out.line(`  why: ${cleanText(deployment.message)}`);
  if (deployment.override !== undefined) out.line(`  policy overridden: ${cleanText(deployment.override)}`);
  if (deployment.from !== undefined) out.line(`  promoted from ${deployment.from}`);
  if (deployment.restores !== undefined) out.line(`  restores deployment ${deployment.restores}`);
  out.line();
  printPlan(out, deployment.plan, { allChanges: true, steps: steps.length === 0 });
  const rows = steps.map((step) => [
    stepSign(out, step.state),
    step.name,
    step.state,
    step.durationMs === undefined ? '' : formatDuration(step.durationMs),
    out.paint.faint(cleanText(step.note ?? '')),
  ]);
  if (rows.length > 0) {
    printTable(
      out,
      [
        { title: '' },
        { title: 'STEP' },
        { title: 'STATE', optional: 1 },
        { title: 'TOOK', align: 'right' },
        { title: 'WHAT IT DID', min: 16 },
      ],
      rows,
      2,
    );
    out.line();
  }
  if (deployment.receipt) out.line(`  receipt  ${receiptText(out, deployment.receipt)}`, 4);
  for (const sample of deployment.receipt?.failureSamples ?? []) {
    out.line(`  ${out.paint.bad(out.symbols.failed)} ${cleanText(sample)}`);
  }
  if (deployment.error) {
    out.line(`  ${out.paint.bad(out.symbols.failed)} ${cleanText(deployment.error.message)}`, 4);
  }
  printEvidence(out, evidence, { all: true });
  printServing(out, outcome);
}
