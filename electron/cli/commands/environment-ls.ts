import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { hostNames } from '../host-names.ts';
import { policyText } from '../present/policy-text.ts';
import { printTable } from '../present/print-table.ts';

export function listEnvironmentsCommand(cli: Cli): Command {
  const command = new Command('ls').description('List the environments in their order').action(async () => {
    const core = await cli.core();
    const names = hostNames(core);
    const environments = core.environments
      .list()
      .map((environment) => ({ ...environment, hosts: environment.hosts.map(names) }));
    if (cli.json) cli.document({ environments });
    else if (environments.length === 0) {
      cli.out.line('No environment yet: twinberth env add NAME --host HOST, or twinberth app add FOLDER');
    } else {
      printTable(
        cli.out,
        [{ title: 'ENVIRONMENT' }, { title: 'HOSTS', min: 8 }, { title: 'POLICY', min: 16, optional: 1 }],
        environments.map(({ name, hosts, policy }) => [name, hosts.join(', '), policyText(policy)]),
      );
    }
  });
  return withExamples(command, [['twinberth env ls', '']]);
}
