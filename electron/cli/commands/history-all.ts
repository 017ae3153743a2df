import { Command, Option } from 'commander';
import type { HistoryRow } from '../../../shared/model/history-row.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { resolveApp } from '../resolve-app.ts';

interface Options {
  readonly env?: string;
  readonly kind?: HistoryRow['kind'];
  readonly by?: string;
}

const KINDS: readonly HistoryRow['kind'][] = ['deploy', 'promote', 'rollback', 'heal', 'build', 'approval'];

export function historyAllCommand(cli: Cli): Command {
  const command = new Command('all')
    .description('Deployments, builds and approvals as a table for spreadsheets (CSV), newest first')
    .argument('[app]', 'only this app; . is the one of this folder')
    .option('--env <env>', 'only this environment')
    .addOption(new Option('--kind <kind>', 'only these').choices(KINDS))
    .option('--by <who>', 'only those of user@machine')
    .action(async (name: string | undefined, _options: unknown, own: Command) => {
      // `history` itself has some of these options, and takes them wherever they stand.
      const options = own.optsWithGlobals<Options>();
      const core = await cli.core();
      const app = name === undefined ? undefined : await resolveApp(cli, core, name, { register: false });
      const filter = {
        ...(app === undefined ? {} : { app }),
        ...(options.env === undefined ? {} : { environment: options.env }),
        ...(options.kind === undefined ? {} : { kinds: [options.kind] }),
        ...(options.by === undefined ? {} : { by: options.by }),
      };
      if (cli.json) {
        const text = [...core.views.exportHistory(filter, 'json')].join('');
        cli.document({ history: JSON.parse(text) as unknown });
        return;
      }
      for (const piece of core.views.exportHistory(filter, 'csv')) {
        if (cli.out.closed.aborted) return;
        cli.out.write(piece);
        await cli.out.ready();
      }
    });
  return withExamples(command, [['twinberth history all web > web.csv', '']]);
}
