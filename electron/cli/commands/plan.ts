import { Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { EXIT } from '../exit-codes.ts';
import { parseVersion } from '../parse-arguments.ts';
import { printPlan } from '../present/print-plan.ts';
import { resolveApp } from '../resolve-app.ts';

interface Options {
  readonly release?: number;
  readonly from?: string;
  readonly rollback?: true;
  readonly heal?: true;
}

export function planCommand(cli: Cli): Command {
  const command = new Command('plan')
    .description('Show what a deployment would do, and change nothing')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<env>', 'the environment')
    .option('--release <vN>', 'this release instead of the newest one', parseVersion)
    .addOption(
      new Option('--from <env>', 'as a promotion from this environment').conflicts(['release', 'rollback']),
    )
    .addOption(
      new Option('--heal', 'as a heal: what serves, made anew').conflicts(['release', 'from', 'rollback']),
    )
    .option('--rollback', 'as a rollback, with --release to that one')
    .action(async (name: string, environment: string, options: Options) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: true });
      const plan = await core.deployments.plan({
        app,
        environment,
        ...(options.release === undefined ? {} : { version: options.release }),
        ...(options.from === undefined ? {} : { from: options.from }),
        ...(options.rollback === undefined ? {} : { rollback: options.rollback }),
        ...(options.heal === undefined ? {} : { heal: options.heal }),
      });
      if (!cli.json) printPlan(cli.out, plan, { allChanges: true, steps: true });
      cli.document(plan);
      if (plan.refusals.length > 0) cli.end(EXIT.refused);
    });
  return withExamples(command, [
    ['twinberth plan web prod', 'what `deploy web prod` would do'],
    ['twinberth plan web prod --from dev', 'what promoting from dev would do'],
    ['twinberth plan web prod --rollback', 'what going back would do'],
  ]);
}
