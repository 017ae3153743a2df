import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';

export function removeHostCommand(cli: Cli): Command {
  const command = new Command('rm')
    .description('Forget a host that no environment uses; nothing on it is touched')
    .argument('<host>', 'its name')
    .action(async (name: string) => {
      const core = await cli.core();
      await core.hosts.remove(name);
      cli.out.line(`${cli.out.symbols.done} ${name} is no longer registered`);
      cli.document({ removed: name });
    });
  return withExamples(command, [['twinberth host rm nuc', '']]);
}
