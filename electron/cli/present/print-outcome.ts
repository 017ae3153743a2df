import { assertNever } from '../../../shared/model/assert-never.ts';
import type { DeploymentState } from '../../../shared/model/deployment.ts';
import type { DeploymentOutcome } from '../../core/core.ts';
import { formatDuration, formatSpan } from '../../core/runtime/format-duration.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import { printEvidence } from './print-evidence.ts';
import { receiptText } from './receipt-text.ts';
import { berthWord } from './state-words.ts';

/** How a deployment ended, what it cost, and what serves now. `interrupted`: somebody asked it to stop on its way. */
export function printOutcome(
  out: TextOutput,
  outcome: DeploymentOutcome,
  options: { readonly interrupted: boolean },
): void {
  const { paint, symbols } = out;
  const { deployment } = outcome;
  const what = `${deployment.app} v${deployment.version}`;
  const where = deployment.environment;
  switch (deployment.state) {
    case 'live':
    case 'superseded': {
      const late = options.interrupted ? ' (it was too late to stop it)' : '';
      out.line(`${symbols.done} ${paint.strong(`${what} is live in ${where}`)}${late} ${tail(out, outcome)}`);
      break;
    }
    case 'baking':
      out.line(`${symbols.done} ${paint.strong(`${what} serves in ${where}`)} ${tail(out, outcome)}`);
      out.line(paint.faint('  The next command, or the app, judges its bake.'));
      break;
    case 'failed':
      printFailure(out, outcome, `${what} did not get to serve in ${where}`);
      break;
    // It has failed, and what it made could not be taken away yet: its error says both.
    case 'running':
      printFailure(out, outcome, `${what} did not get to serve in ${where}, and is not cleaned up yet`);
      break;
    case 'reverted':
      printFailure(out, outcome, `${what} served in ${where}, was found bad, and was taken back`);
      break;
    case 'interrupted':
      out.line(
        `${paint.warn(symbols.halted)} ${paint.strong(`Interrupted: ${what} was taken back from ${where}`)}`,
      );
      break;
    case 'rolled-back':
      out.line(
        `${paint.warn(symbols.back)} ${paint.strong(`${what} has meanwhile been rolled back in ${where}`)}`,
      );
      break;
    default:
      assertNever(deployment.state);
  }
  if (deployment.receipt && !isBad(deployment.state)) {
    out.line(`  ${receiptText(out, deployment.receipt)}`, 2);
  }
  if (deployment.state === 'live' || deployment.state === 'baking') printWayBack(out, outcome);
  else printServing(out, outcome);
}

function isBad(state: DeploymentState): boolean {
  return state === 'failed' || state === 'reverted' || state === 'running';
}

/** One line for what serves now, the first thing that somebody wants to know of a failure. */
export function printServing(
  out: TextOutput,
  { serving, deployment }: Pick<DeploymentOutcome, 'serving' | 'deployment'>,
): void {
  out.line();
  if (!serving) {
    out.line(`${out.paint.bad(out.symbols.failed)} Nothing serves in ${deployment.environment} now.`);
    return;
  }
  const berth = berthWord(out, serving.colour);
  out.line(
    `Serving in ${deployment.environment} now: ${out.paint.strong(`${deployment.app} v${serving.version}`)} ${berth}`,
  );
}

function printFailure(out: TextOutput, outcome: DeploymentOutcome, title: string): void {
  const { paint, symbols } = out;
  out.line(`${paint.bad(symbols.failed)} ${paint.strong(title)}`);
  const message = outcome.deployment.error?.message;
  if (message !== undefined) for (const line of message.split('\n')) out.line(`  ${cleanText(line)}`, 2);
  const { receipt } = outcome.deployment;
  // Where nothing served before, nobody could be asked.
  if (receipt && receipt.probes > 0)
    out.line(`  ${out.paint.faint('meanwhile:')} ${receiptText(out, receipt)}`, 4);
  printEvidence(out, outcome.evidence);
  if (outcome.evidence.length > 0) {
    out.line();
    out.line(paint.faint(`  All that was kept of it: twinberth show ${outcome.deployment.sequence}`));
  }
}

function tail(out: TextOutput, { deployment }: DeploymentOutcome): string {
  const took = deployment.durationMs === undefined ? '' : ` in ${formatDuration(deployment.durationMs)}`;
  return `${berthWord(out, deployment.colour)}${out.paint.faint(took)}`;
}

function printWayBack(out: TextOutput, { deployment }: DeploymentOutcome): void {
  const { plan, kind } = deployment;
  // After these, a rollback leads elsewhere than to what served before.
  if (kind === 'rollback' || kind === 'heal') return;
  if (plan.fromVersion === undefined || plan.strategy !== 'blue-green') return;
  const warm = deployment.config.warmForMs;
  const kept = warm > 0 ? `stays warm for ${formatSpan(warm)}` : 'is kept, stopped';
  out.line(
    out.paint.faint(
      `  v${plan.fromVersion} ${kept}: twinberth rollback ${deployment.app} ${deployment.environment}`,
    ),
  );
}
