import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { addAppCommand } from './app-add.ts';
import { listAppsCommand } from './app-ls.ts';
import { removeAppCommand } from './app-rm.ts';

export function appCommand(cli: Cli): Command {
  return new Command('app')
    .description('The apps, each a folder with a twinberth.yaml')
    .addCommand(addAppCommand(cli))
    .addCommand(listAppsCommand(cli))
    .addCommand(removeAppCommand(cli));
}
