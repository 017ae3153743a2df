import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { deploymentRequest, withDeploymentOptions, type DeploymentOptions } from '../deployment-options.ts';
import { parseVersion } from '../parse-arguments.ts';
import { performDeployment } from '../perform-deployment.ts';
import { resolveApp } from '../resolve-app.ts';
import { settleFirst } from '../settle-first.ts';

interface Options extends DeploymentOptions {
  readonly to?: number;
  readonly rebuild?: true;
}

export function rollbackCommand(cli: Cli): Command {
  const command = new Command('rollback')
    .description('Go back to what served before, release and configuration')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<env>', 'the environment')
    .option('--to <vN>', 'to the newest good deployment of this release', parseVersion)
    .option('--rebuild', 'if its image is gone, build it again from the recorded inputs')
    .action(async (name: string, environment: string, options: Options) => {
      const core = await cli.core();
      const signal = cli.abortSignal();
      const app = await resolveApp(cli, core, name, { register: false });
      await performDeployment(cli, core, {
        asking: options.yes === true ? 'never' : 'interruption',
        signal,
        start: (conduct) =>
          core.deployments.rollback({
            app,
            environment,
            ...(options.to === undefined ? {} : { version: options.to }),
            ...(options.rebuild === undefined ? {} : { rebuild: options.rebuild }),
            ...deploymentRequest(options),
            ...conduct,
          }),
      });
      await settleFirst(cli, core);
    });
  const override = 'recorded as a reason; policies never stand in the way of a rollback';
  return withExamples(withDeploymentOptions(command, override), [
    ['twinberth rollback web prod', 'to the previous good deployment, at once'],
    ['twinberth rollback web prod --to v5', ''],
  ]);
}
