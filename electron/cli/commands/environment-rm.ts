import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';

export function removeEnvironmentCommand(cli: Cli): Command {
  const command = new Command('rm')
    .description('Remove an environment in which nothing runs')
    .argument('<env>', 'its name')
    .action(async (name: string) => {
      const core = await cli.core();
      await core.environments.remove(name);
      cli.out.line(`${cli.out.symbols.done} ${name} is removed`);
      cli.document({ removed: name });
    });
  return withExamples(command, [['twinberth env rm staging', '']]);
}
