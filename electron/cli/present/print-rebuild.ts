import type { RebuildReport } from '../../core/history/history-commands.ts';
import type { Cli } from '../cli.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { printTable } from './print-table.ts';
import { deploymentWord } from './state-words.ts';

/** What was written into the history, what was not, and what nobody can know any more. */
export function printRebuild(cli: Cli, report: RebuildReport): void {
  const { out } = cli;
  const { paint, symbols } = out;
  for (const host of report.hosts) {
    if (host.state === 'read') out.line(`${symbols.done} ${host.name}: ${host.placements} placements found`);
    else out.line(`${paint.bad(symbols.failed)} ${host.name}: ${cleanText(host.reason ?? '')}`);
  }
  const { hosts, environments, apps, releases, deployments } = report.added;
  const added = [
    ['host', hosts],
    ['environment', environments],
    ['app', apps],
    ['release', releases],
  ] as const;
  for (const [what, names] of added) {
    if (names.length === 0) continue;
    out.line(
      `${symbols.done} Added ${names.length} ${what}${names.length === 1 ? '' : 's'}: ${names.join(', ')}`,
    );
  }
  if (deployments.length > 0) {
    printTable(
      out,
      [
        { title: 'APP' },
        { title: 'ENVIRONMENT' },
        { title: 'HOST' },
        { title: 'RELEASE' },
        { title: 'STATE' },
      ],
      deployments.map((entry) => [
        entry.app,
        entry.environment,
        entry.host,
        `v${entry.version}`,
        deploymentWord(out, entry.state),
      ]),
    );
  }
  for (const text of report.corrected) out.line(`${symbols.done} Corrected: ${cleanText(text)}`);
  if (report.asRecorded > 0) out.line(paint.faint(`As recorded: ${report.asRecorded}`));
  for (const text of report.skipped) out.line(`${paint.warn(symbols.warning)} Left out: ${cleanText(text)}`);
  for (const text of report.unknown) out.line(paint.faint(`Not known: ${cleanText(text)}`));
}
