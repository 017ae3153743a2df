import { Command, Option } from 'commander';
import type { BuildOutcome, Core } from '../../core/core.ts';
import { Failure } from '../../core/runtime/failure.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { deploymentRequest, withDeploymentOptions, type DeploymentOptions } from '../deployment-options.ts';
import { buildDocument } from '../documents/build-document.ts';
import { parseVersion } from '../parse-arguments.ts';
import { performBuild, printBuild } from '../perform-build.ts';
import { performDeployment } from '../perform-deployment.ts';
import { resolveApp } from '../resolve-app.ts';
import { settleFirst } from '../settle-first.ts';

interface Options extends DeploymentOptions {
  readonly release?: number;
  readonly build?: true;
}

export function deployCommand(cli: Cli): Command {
  const command = new Command('deploy')
    .summary('Swap a release in')
    .description(
      'Swap a release in: the newest one, or the one that is named; an app without any is built first',
    )
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<env>', 'the environment')
    .option('--release <vN>', 'this release instead of the newest one', parseVersion)
    .addOption(new Option('--build', 'build first, and deploy what came of it').conflicts('release'))
    .action((app: string, environment: string, options: Options) => deploy(cli, app, environment, options));
  return withExamples(withDeploymentOptions(command), [
    ['twinberth deploy web prod', 'the newest release of web'],
    ['twinberth deploy . dev --build', 'build this folder and swap it in'],
    ['twinberth deploy web prod --release v7 -m "as agreed"', ''],
  ]);
}

async function deploy(cli: Cli, name: string, environment: string, options: Options): Promise<void> {
  const core = await cli.core();
  const signal = cli.abortSignal();
  const app = await resolveApp(cli, core, name, { register: true });
  await settleFirst(cli, core);
  signal.throwIfAborted();
  const built = await buildIfNeeded(cli, core, app, options, signal);
  const version = built?.release.version ?? options.release;
  await performDeployment(cli, core, {
    asking: options.yes === true ? 'never' : 'interruption',
    signal,
    extra: built ? { build: buildDocument(built) } : {},
    start: (conduct) =>
      core.deployments.deploy({
        app,
        environment,
        ...(version === undefined ? {} : { version }),
        ...deploymentRequest(options),
        ...conduct,
      }),
  });
}

async function buildIfNeeded(
  cli: Cli,
  core: Core,
  app: string,
  options: Options,
  signal: AbortSignal,
): Promise<BuildOutcome | undefined> {
  const first = options.build !== true && options.release === undefined && hasNoRelease(core, app);
  if (options.build !== true && !first) return undefined;
  if (first) cli.out.line(`${app} has no release yet, so one is built first.`);
  const outcome = await performBuild(cli, core, { app }, signal);
  printBuild(cli, outcome);
  cli.out.line();
  if (outcome.release.test.state === 'failed') {
    throw new Failure(
      'release.test-failed',
      `${app} v${outcome.release.version} failed its test, so nothing was deployed. Mend it and build again.`,
      { app, version: outcome.release.version, reason: outcome.release.test.reason },
    );
  }
  return outcome;
}

/** An app that the core does not know has none either; the build then says so. */
function hasNoRelease(core: Core, app: string): boolean {
  const registered = core.apps.list().some((entry) => entry.name === app);
  return registered && core.releases.list(app, { limit: 1 }).length === 0;
}
