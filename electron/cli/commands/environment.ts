import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { addEnvironmentCommand } from './environment-add.ts';
import { listEnvironmentsCommand } from './environment-ls.ts';
import { removeEnvironmentCommand } from './environment-rm.ts';

export function environmentCommand(cli: Cli): Command {
  return new Command('env')
    .description('The environments, in the order in which releases go through them')
    .addCommand(addEnvironmentCommand(cli))
    .addCommand(listEnvironmentsCommand(cli))
    .addCommand(removeEnvironmentCommand(cli));
}
