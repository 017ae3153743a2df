import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { hostNames } from '../host-names.ts';
import { printDeployment } from '../present/print-deployment.ts';

export function showCommand(cli: Cli): Command {
  const command = new Command('show')
    .summary('One deployment in every detail')
    .description('One deployment: its plan, its steps, its receipt, and what a failed one left behind')
    .argument('<deployment>', 'its id, as `history` and every failure show it')
    .action(async (id: string) => {
      const core = await cli.core();
      const outcome = core.deployments.get(id);
      const host = hostNames(core)(outcome.deployment.host);
      if (!cli.json) printDeployment(cli, outcome);
      cli.document({ ...outcome, deployment: { ...outcome.deployment, host } });
    });
  return withExamples(command, [['twinberth show 4f0c2a9be1d37786', '']]);
}
