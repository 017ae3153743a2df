import type { HostStorageOutcome, StorageOutcome } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../core/runtime/format-bytes.ts';
import type { Cli } from '../cli.ts';
import { countOf } from '../format/format-count.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { printStoragePlan } from './print-storage-plan.ts';

/** The plan, and what came of it. */
export function printStorageOutcome(cli: Cli, outcome: StorageOutcome): void {
  const { out } = cli;
  printStoragePlan(cli, outcome.plan, { advice: false });
  for (const host of outcome.hosts) printHost(cli, host);
  if (outcome.logsRemoved > 0)
    out.line(`${out.symbols.done} ${countOf(outcome.logsRemoved, 'log')} of old builds removed`);
  const { beforeBytes, afterBytes, folded = 0, problem } = outcome.history;
  if (folded > 0)
    out.line(`${out.symbols.done} the steps of ${countOf(folded, 'old deployment')} put together`);
  if (problem !== undefined) {
    out.line(
      `${out.paint.warn(out.symbols.warning)} The history was not made smaller: ${cleanText(problem)}`,
    );
  } else if (afterBytes < beforeBytes) {
    out.line(
      `${out.symbols.done} history: ${formatBytes(beforeBytes)} before, ${formatBytes(afterBytes)} now`,
    );
  }
}

function printHost(cli: Cli, host: HostStorageOutcome): void {
  const { out } = cli;
  for (const { what, problem } of host.spared)
    out.line(`  ${out.symbols.back} ${cleanText(what)} stays: ${cleanText(problem)}`);
  for (const { what, problem } of host.failed)
    out.line(`  ${out.paint.bad(out.symbols.failed)} ${cleanText(what)}: ${cleanText(problem)}`);
  if (host.removed.length === 0) return;
  out.line(
    `${out.symbols.done} ${host.host}: ${countOf(host.removed.length, 'thing')} removed, ${freedText(host)}`,
  );
}

function freedText({ measured, plannedBytes }: HostStorageOutcome): string {
  if (measured === undefined) return `${formatBytes(plannedBytes)} by the plan (the engine did not say)`;
  const { layersBytes, keptByBuilderBytes } = measured;
  const freed = `${formatBytes(Math.max(0, layersBytes - keptByBuilderBytes))} freed`;
  return keptByBuilderBytes > 0
    ? `${freed}; ${formatBytes(keptByBuilderBytes)} more stay in the builder's cache, until \`docker builder prune\``
    : freed;
}
