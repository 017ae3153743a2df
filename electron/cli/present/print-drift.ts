import { assertNever } from '../../../shared/model/assert-never.ts';
import type { DriftFinding, DriftProposal, DriftReport } from '../../../shared/model/drift.ts';
import type { Cli } from '../cli.ts';
import { formatAge } from '../format/format-time.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';

/** Each placement, what was found there, the worst first, and how to bring it back. */
export function printDrift(
  cli: Cli,
  reports: readonly DriftReport[],
  proposals: readonly DriftProposal[],
): void {
  const { out } = cli;
  if (reports.length === 0) {
    out.line('Nothing serves yet, so nothing can have drifted.');
    return;
  }
  const now = cli.io.clock.now();
  for (const report of reports) printReport(out, report, now);
  for (const { why } of proposals) out.line(`${out.paint.accent(out.symbols.arrow)} ${cleanText(why)}`, 2);
}

function printReport(out: TextOutput, report: DriftReport, now: number): void {
  const { paint, symbols } = out;
  const { app, environment, host, findings } = report;
  const version = report.version === undefined ? '' : ` v${report.version}`;
  const place = `${app}${version} ${symbols.arrow} ${environment} (${host})`;
  if (report.state !== 'checked') {
    const why = cleanText(report.problem ?? '');
    out.line(`${paint.warn(symbols.warning)} ${place}: not checked. ${why}`, 2);
    return;
  }
  if (findings.length === 0) {
    out.line(`${symbols.done} ${place}: as it was deployed`);
    return;
  }
  const count = `${findings.length} finding${findings.length === 1 ? '' : 's'}`;
  out.line(`${paint.strong(place)}: ${count}`);
  for (const finding of findings) printFinding(out, finding, now);
  if (findings.some(({ severity }) => severity !== 'info'))
    out.line(paint.faint(`  twinberth heal ${app} ${environment} brings it back`));
}

function printFinding(out: TextOutput, finding: DriftFinding, now: number): void {
  const { paint, symbols } = out;
  const since = paint.faint(` (${formatAge(finding.since, now)})`);
  out.line(`  ${signOf(out, finding)} ${cleanText(finding.what)}${since}`, 4);
  const { expected, observed, healing } = finding;
  if (expected !== undefined || observed !== undefined) {
    const parts = [
      ...(expected === undefined ? [] : [`deployed: ${cleanText(expected)}`]),
      ...(observed === undefined ? [] : [`found: ${cleanText(observed)}`]),
    ];
    out.line(paint.faint(`    ${parts.join('; ')}`), 6);
  }
  out.line(paint.faint(`    ${symbols.arrow} heal: ${healing}`), 6);
}

function signOf({ paint, symbols }: TextOutput, { severity }: DriftFinding): string {
  switch (severity) {
    case 'serious':
      return paint.bad(`${symbols.failed} serious:`);
    case 'warning':
      return paint.warn(`${symbols.warning} warning:`);
    case 'info':
      return paint.faint(`${symbols.dot} note:`);
    default:
      return assertNever(severity);
  }
}
