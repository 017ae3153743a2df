import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { candidatesFor } from '../completion/candidates.ts';

/** Hidden: what the completion scripts ask. Reads only the history, and stays silent when that cannot be read. */
export function completeCommand(cli: Cli, program: Command): Command {
  return new Command('__complete')
    .argument('[words...]')
    .helpOption(false)
    .action(async (words: readonly string[]) => {
      const candidates = await candidatesFor(program, words, () => cli.core());
      for (const { value, about } of candidates) cli.out.write(`${value}\t${about}\n`);
      cli.document({ candidates });
    });
}
