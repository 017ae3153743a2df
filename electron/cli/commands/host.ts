import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { addHostCommand } from './host-add.ts';
import { checkHostCommand } from './host-check.ts';
import { listHostsCommand } from './host-ls.ts';
import { removeHostCommand } from './host-rm.ts';

export function hostCommand(cli: Cli): Command {
  return new Command('host')
    .description('The Docker Engines that are used')
    .addCommand(addHostCommand(cli))
    .addCommand(listHostsCommand(cli))
    .addCommand(checkHostCommand(cli))
    .addCommand(removeHostCommand(cli));
}
