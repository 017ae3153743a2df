import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { printStatus } from '../present/print-status.ts';
import { resolveApp } from '../resolve-app.ts';
import { settleFirst } from '../settle-first.ts';

export function statusCommand(cli: Cli): Command {
  const command = new Command('status')
    .description('What serves where, how it does, and what stands by')
    .argument('[app]', 'only this app; . is the one of this folder')
    .action(async (name: string | undefined) => {
      const core = await cli.core();
      const app = name === undefined ? undefined : await resolveApp(cli, core, name, { register: false });
      const settled = await settleFirst(cli, core);
      const placements = await core.status(app);
      if (!cli.json) printStatus(cli, placements, settled);
      cli.document({ placements });
    });
  return withExamples(command, [
    ['twinberth status', 'everything'],
    ['twinberth status web --json', 'for a script'],
  ]);
}
