import { Command, Option } from 'commander';
import { DEPLOYMENT_STATES, type DeploymentState } from '../../../shared/model/deployment.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { hostNames } from '../host-names.ts';
import { parseCount, parseSequence } from '../parse-arguments.ts';
import { printHistory } from '../present/print-history.ts';
import { resolveApp } from '../resolve-app.ts';
import { historyAllCommand } from './history-all.ts';
import { rebuildHistoryCommand } from './history-rebuild.ts';

interface Options {
  readonly env?: string;
  readonly state?: DeploymentState;
  readonly by?: string;
  readonly limit: number;
  readonly before?: number;
}

const DEFAULT_LIMIT = 20;

export function historyCommand(cli: Cli): Command {
  const command = new Command('history')
    .description('Every deployment there was, newest first')
    .argument('[app]', 'only this app; . is the one of this folder')
    .option('--env <env>', 'only this environment')
    .addOption(new Option('--state <state>', 'only those that ended so').choices(DEPLOYMENT_STATES))
    .option('--by <who>', 'only those of user@machine')
    .addOption(
      new Option('-n, --limit <count>', 'so many at most').argParser(parseCount).default(DEFAULT_LIMIT),
    )
    .addCommand(historyAllCommand(cli))
    .addCommand(rebuildHistoryCommand(cli))
    .option('--before <number>', 'go on after this one, the last of the page before', parseSequence)
    .action(async (name: string | undefined, options: Options) => {
      const core = await cli.core();
      const app = name === undefined ? undefined : await resolveApp(cli, core, name, { register: false });
      const filter = {
        ...(app === undefined ? {} : { app }),
        ...(options.env === undefined ? {} : { environment: options.env }),
        ...(options.state === undefined ? {} : { states: [options.state] }),
        ...(options.by === undefined ? {} : { by: options.by }),
      };
      const page = {
        limit: options.limit,
        ...(options.before === undefined ? {} : { before: options.before }),
      };
      const deployments = core.deployments.page(filter, page);
      const next = deployments.length === options.limit ? deployments.at(-1)?.sequence : undefined;
      if (!cli.json) printHistory(cli, deployments, next);
      const names = hostNames(core);
      cli.document({
        deployments: deployments.map((entry) => ({ ...entry, host: names(entry.host) })),
        next: next ?? null,
      });
    });
  return withExamples(command, [
    ['twinberth history web --env prod', ''],
    ['twinberth history --state failed -n 5', 'the last five that failed'],
    ['twinberth history rebuild', 'write a lost or damaged history anew, from what runs'],
  ]);
}
