import { Command } from 'commander';
import type { DriftReport } from '../../../shared/model/drift.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { EXIT } from '../exit-codes.ts';
import { printDrift } from '../present/print-drift.ts';
import { resolveApp } from '../resolve-app.ts';

export function driftCommand(cli: Cli): Command {
  const command = new Command('drift')
    .summary('What is not as it was deployed')
    .description(
      'What is not as it was deployed: containers, settings, files, edge. Changes nothing; ends with 1 when something is wrong',
    )
    .argument('[app]', 'only this app; . is the one of this folder')
    .argument('[env]', 'only this environment')
    .action(async (name: string | undefined, environment: string | undefined) => {
      const core = await cli.core();
      const app = name === undefined ? undefined : await resolveApp(cli, core, name, { register: false });
      const request = {
        ...(app === undefined ? {} : { app }),
        ...(environment === undefined ? {} : { environment }),
      };
      const reports = await core.drift(request);
      const proposals = core.proposals(request);
      if (!cli.json) printDrift(cli, reports, proposals);
      cli.document({ placements: reports, proposals });
      cli.end(exitCodeOf(reports));
    });
  return withExamples(command, [
    ['twinberth drift', 'everything'],
    ['twinberth drift web prod', ''],
    ['twinberth drift --json', 'for a script: 1 when something is not as deployed'],
  ]);
}

function exitCodeOf(reports: readonly DriftReport[]): number {
  const wrong = reports.some(({ findings }) => findings.some(({ severity }) => severity !== 'info'));
  if (wrong) return EXIT.failed;
  return reports.some(({ state }) => state === 'unreachable') ? EXIT.engine : EXIT.done;
}
