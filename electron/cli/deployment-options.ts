import type { Command } from 'commander';

export interface DeploymentOptions {
  readonly message?: string;
  readonly override?: string;
  readonly detach?: true;
  readonly yes?: true;
}

/** The options that deploy, promote and rollback share; `override` is what that option says of itself. */
export function withDeploymentOptions(
  command: Command,
  override = 'go against the policy of the environment; the reason is recorded',
): Command {
  return command
    .option('-m, --message <text>', 'why, for the history')
    .option('--override <why>', override)
    .option('--detach', 'return after the switch; the next command, or the app, judges the bake')
    .option('-y, --yes', 'ask nothing');
}

/** What of them goes to the core as it is. */
export function deploymentRequest(
  options: DeploymentOptions,
): Pick<DeploymentOptions, 'message' | 'override' | 'detach'> {
  return {
    ...(options.message === undefined ? {} : { message: options.message }),
    ...(options.override === undefined ? {} : { override: options.override }),
    ...(options.detach === undefined ? {} : { detach: options.detach }),
  };
}
