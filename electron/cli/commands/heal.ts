import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { performDeployment } from '../perform-deployment.ts';
import { resolveApp } from '../resolve-app.ts';
import { settleFirst } from '../settle-first.ts';

interface Options {
  readonly message?: string;
  readonly detach?: true;
  readonly yes?: true;
}

export function healCommand(cli: Cli): Command {
  const command = new Command('heal')
    .summary('Make what serves anew, as it was recorded')
    .description(
      'Make what serves anew: the same release, with its recorded configuration, swapped in like any other',
    )
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<env>', 'the environment')
    .option('-m, --message <text>', 'why, for the history')
    .option('--detach', 'return after the switch; the next command, or the app, judges the bake')
    .option('-y, --yes', 'ask nothing')
    .action(async (name: string, environment: string, options: Options) => {
      const core = await cli.core();
      const signal = cli.abortSignal();
      const app = await resolveApp(cli, core, name, { register: false });
      await performDeployment(cli, core, {
        asking: options.yes === true ? 'never' : 'interruption',
        signal,
        start: (conduct) =>
          core.deployments.heal({
            app,
            environment,
            ...(options.message === undefined ? {} : { message: options.message }),
            ...(options.detach === undefined ? {} : { detach: options.detach }),
            ...conduct,
          }),
      });
      await settleFirst(cli, core);
    });
  return withExamples(command, [
    ['twinberth drift web prod', 'what is not as it was deployed'],
    ['twinberth heal web prod', 'make it so again'],
  ]);
}
