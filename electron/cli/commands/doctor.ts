import { Command } from 'commander';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { DoctorFinding, DoctorReport } from '../../core/core.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { EXIT } from '../exit-codes.ts';
import { printTable } from '../present/print-table.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function doctorCommand(cli: Cli): Command {
  const command = new Command('doctor')
    .summary('Look for what is wrong, and show every setting')
    .description('Look for what is wrong, and show every setting and where it comes from')
    .option('--fix', 'put right what can be put right')
    .action(async (options: { readonly fix?: true }) => {
      const core = await cli.core();
      const report = await core.doctor(options.fix === undefined ? {} : { fix: options.fix });
      if (!cli.json) printReport(cli, report);
      cli.document(report);
      if (!report.ok) cli.end(EXIT.failed);
    });
  return withExamples(command, [
    ['twinberth doctor', ''],
    ['twinberth doctor --fix', ''],
  ]);
}

function printReport(cli: Cli, report: DoctorReport): void {
  const { out } = cli;
  for (const finding of report.findings) {
    const mended = finding.fixed === true ? ' (put right)' : '';
    out.line(`${signOf(cli, finding)} ${cleanText(finding.what)}${mended}`);
    if (finding.wayOut !== undefined && finding.fixed !== true) {
      out.line(out.paint.faint(`  ${out.symbols.arrow} ${cleanText(finding.wayOut)}`));
    }
  }
  out.line();
  printTable(
    out,
    [{ title: 'SETTING' }, { title: 'VALUE', min: 12 }, { title: 'FROM', min: 8, optional: 1 }],
    report.settings.map(({ name, value, from }) => [name, cleanText(value), out.paint.faint(from)]),
  );
}

function signOf(cli: Cli, finding: DoctorFinding): string {
  const { paint, symbols } = cli.out;
  if (finding.fixed === true) return symbols.done;
  switch (finding.level) {
    case 'ok':
      return symbols.done;
    case 'warning':
      return paint.warn(`${symbols.warning} warning:`);
    case 'problem':
      return paint.bad(`${symbols.failed} problem:`);
    default:
      return assertNever(finding.level);
  }
}
