import { Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { hostNames } from '../host-names.ts';
import { parseCount } from '../parse-arguments.ts';
import { printReceipts } from '../present/print-receipts.ts';
import { resolveApp } from '../resolve-app.ts';

const DEFAULT_LIMIT = 20;

export function receiptsCommand(cli: Cli): Command {
  const command = new Command('receipts')
    .summary('What the swaps of a placement cost')
    .description('What the swaps of a placement cost, measured through the edge')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<env>', 'the environment')
    .addOption(
      new Option('-n, --limit <count>', 'so many at most').argParser(parseCount).default(DEFAULT_LIMIT),
    )
    .action(async (name: string, environment: string, options: { readonly limit: number }) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: false });
      const receipts = core.deployments.receipts(app, environment, options.limit);
      const names = hostNames(core);
      if (!cli.json) printReceipts(cli, receipts);
      cli.document({
        receipts: receipts.map(({ deployment, receipt }) => ({
          deployment: { ...deployment, host: names(deployment.host) },
          receipt,
        })),
      });
    });
  return withExamples(command, [['twinberth receipts web prod', '']]);
}
