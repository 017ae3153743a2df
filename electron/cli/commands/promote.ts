import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { deploymentRequest, withDeploymentOptions, type DeploymentOptions } from '../deployment-options.ts';
import { performDeployment } from '../perform-deployment.ts';
import { resolveApp } from '../resolve-app.ts';
import { settleFirst } from '../settle-first.ts';

interface Options extends DeploymentOptions {
  readonly from: string;
  readonly to: string;
}

export function promoteCommand(cli: Cli): Command {
  const command = new Command('promote')
    .summary('Take what serves in one environment into another')
    .description(
      'Deploy the very image that serves in one environment into another, with that one’s configuration',
    )
    .argument('<app>', 'the app; . is the one of this folder')
    .requiredOption('--from <env>', 'where the release serves')
    .requiredOption('--to <env>', 'where it is to serve')
    .action(async (name: string, options: Options) => {
      const core = await cli.core();
      const signal = cli.abortSignal();
      const app = await resolveApp(cli, core, name, { register: false });
      await settleFirst(cli, core);
      signal.throwIfAborted();
      const { from, to } = options;
      await performDeployment(cli, core, {
        asking: options.yes === true ? 'never' : 'always',
        signal,
        start: (conduct) =>
          core.deployments.promote({ app, from, to, ...deploymentRequest(options), ...conduct }),
      });
    });
  return withExamples(withDeploymentOptions(command), [
    ['twinberth promote web --from dev --to prod', 'shows the plan and asks'],
    ['twinberth promote web --from dev --to prod --yes', 'does not ask'],
    ['twinberth promote web --from dev --to prod --override "fix for the outage"', ''],
  ]);
}
