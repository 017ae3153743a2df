import { Command, InvalidArgumentError } from 'commander';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { DoctorFinding, DoctorReport } from '../../core/core.ts';
import type { StrangeLock } from '../../core/hosts/doctor-options.ts';
import { Failure } from '../../core/runtime/failure.ts';
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
    .option(
      '--take-over <app/env>',
      'with --fix: also from another machine whose time is not over; may be repeated',
      (place: string, others: readonly string[]) => [...others, parsePlace(place)],
      [] as readonly string[],
    )
    .action(async ({ fix, takeOver }: { readonly fix?: true; readonly takeOver: readonly string[] }) => {
      if (takeOver.length > 0 && fix === undefined)
        throw new Failure('usage', '--take-over is for --fix: `twinberth doctor --fix --take-over APP/ENV`.');
      const core = await cli.core();
      const report = await core.doctor(
        fix === undefined ? {} : { fix, takeOver: (lock) => mayTakeOver(cli, lock, takeOver) },
      );
      if (!cli.json) printReport(cli, report);
      cli.document(report);
      if (!report.ok) cli.end(EXIT.failed);
    });
  return withExamples(command, [
    ['twinberth doctor', ''],
    ['twinberth doctor --fix', ''],
    ['twinberth doctor --fix --take-over web/prod', 'the other machine will not go on with it'],
  ]);
}

function parsePlace(place: string): string {
  if (/^[^/]+\/[^/]+$/.test(place)) return place;
  throw new InvalidArgumentError('It must be an app and an environment: web/prod.');
}

/** What is named is taken over; what is not is asked about where somebody sits. */
async function mayTakeOver(cli: Cli, lock: StrangeLock, named: readonly string[]): Promise<boolean> {
  const place = `${lock.app}/${lock.environment}`;
  if (named.includes(place)) return true;
  if (!cli.attended) return false;
  const { out } = cli;
  const since = new Date(lock.since).toISOString();
  const until = lock.until === undefined ? '' : `, until ${new Date(lock.until).toISOString()} at the latest`;
  out.line(
    cleanText(
      `${lock.app} in ${lock.environment} on ${lock.host} is being worked on from ${lock.machine}: ${lock.purpose}, by ${lock.by}, since ${since}${until}.`,
    ),
  );
  return cli.ask('Will it not go on there, so that it is to be taken over and settled from here?');
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
