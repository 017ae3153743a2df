import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { parseVersion } from '../parse-arguments.ts';
import { resolveApp } from '../resolve-app.ts';

export function approveCommand(cli: Cli): Command {
  const command = new Command('approve')
    .description('Approve a release for an environment that asks for it')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<env>', 'the environment')
    .argument('<release>', 'the release, v1, v2 …', parseVersion)
    .option('-m, --message <why>', 'why, for the history')
    .action(
      async (name: string, environment: string, version: number, options: { readonly message?: string }) => {
        const core = await cli.core();
        const app = await resolveApp(cli, core, name, { register: false });
        const approval = core.releases.approve({
          app,
          environment,
          version,
          ...(options.message === undefined ? {} : { message: options.message }),
        });
        const { out } = cli;
        out.line(`${out.symbols.done} ${app} v${version} is approved for ${environment} by ${approval.by}`);
        cli.document({ approval });
      },
    );
  return withExamples(command, [['twinberth approve web prod v7 -m "seen it on staging"', '']]);
}
