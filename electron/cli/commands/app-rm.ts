import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';

export function removeAppCommand(cli: Cli): Command {
  const command = new Command('rm')
    .description('Forget an app of which nothing runs')
    .argument('<app>', 'its name')
    .option('--force', 'also remove what runs of it: containers, edges, networks left empty; volumes stay')
    .action(async (name: string, options: { readonly force?: true }) => {
      const core = await cli.core();
      // Removing containers half-way is worse than not to stop at once.
      if (options.force === true) cli.abortSignal();
      await core.apps.remove(name, options.force === undefined ? {} : { force: options.force });
      cli.out.line(`${cli.out.symbols.done} ${name} is no longer registered`);
      cli.document({ removed: name });
    });
  return withExamples(command, [
    ['twinberth app rm web', ''],
    ['twinberth app rm web --force', 'takes down what serves'],
  ]);
}
