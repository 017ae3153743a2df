import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { parseVersion } from '../parse-arguments.ts';
import { printComparison } from '../present/print-comparison.ts';
import { resolveApp } from '../resolve-app.ts';

export function compareCommand(cli: Cli): Command {
  const command = new Command('compare')
    .description('What differs between two releases, down to the layers of their images')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<from>', 'a release, v1, v2 …', parseVersion)
    .argument('<to>', 'another one', parseVersion)
    .action(async (name: string, from: number, to: number) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: false });
      const comparison = await core.releases.compare(app, from, to);
      if (!cli.json) printComparison(cli.out, comparison);
      cli.document(comparison);
    });
  return withExamples(command, [['twinberth compare web v6 v7', '']]);
}
