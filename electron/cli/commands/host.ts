import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { addHostCommand } from './host-add.ts';
import { checkHostCommand } from './host-check.ts';
import { findHostsCommand } from './host-find.ts';
import { listHostsCommand } from './host-ls.ts';
import { removeHostCommand } from './host-rm.ts';
import { tryHostCommand } from './host-try.ts';
import { hostUsageCommand } from './host-usage.ts';

export function hostCommand(cli: Cli): Command {
  return new Command('host')
    .description('The Docker Engines that are used')
    .addCommand(addHostCommand(cli))
    .addCommand(listHostsCommand(cli))
    .addCommand(checkHostCommand(cli))
    .addCommand(hostUsageCommand(cli))
    .addCommand(tryHostCommand(cli))
    .addCommand(findHostsCommand(cli))
    .addCommand(removeHostCommand(cli));
}
