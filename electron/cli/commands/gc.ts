import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { EXIT } from '../exit-codes.ts';
import { printStorageOutcome } from '../present/print-storage-outcome.ts';
import { printStoragePlan } from '../present/print-storage-plan.ts';
import { settleFirst } from '../settle-first.ts';

interface Options {
  readonly apply?: true;
  readonly host?: string;
  readonly orphans?: true;
  readonly buildCache?: true;
}

export function gcCommand(cli: Cli): Command {
  const command = new Command('gc')
    .summary('What can be removed, what stays and why; with --apply, remove it')
    .description(
      'What releases, build logs and leftovers occupy: what can be removed, what stays and why. Nothing is removed without --apply.',
    )
    .option('--apply', 'remove it')
    .option('--host <host>', 'only what is on this host')
    .option('--orphans', 'with --apply: also containers and networks of lost deployments of this history')
    .option('--build-cache', "with --apply: also the builder's copies of the layers that go")
    .action(async (options: Options) => {
      const core = await cli.core();
      const only = options.host === undefined ? {} : { host: options.host };
      if (options.apply !== true) {
        const plan = await core.storage.plan(only);
        if (!cli.json) printStoragePlan(cli, plan, { advice: true });
        cli.document({ plan });
        return;
      }
      const signal = cli.abortSignal();
      await settleFirst(cli, core);
      const outcome = await core.storage.apply({
        ...only,
        orphans: options.orphans === true,
        buildCache: options.buildCache === true,
        signal,
      });
      if (!cli.json) printStorageOutcome(cli, outcome);
      cli.document(outcome);
      if (signal.aborted) cli.end(EXIT.interrupted);
      else if (outcome.hosts.some((host) => host.failed.length > 0)) cli.end(EXIT.failed);
    });
  return withExamples(command, [
    ['twinberth gc', 'what would go, and what each kept rollback costs'],
    ['twinberth gc --apply', ''],
    ['twinberth gc --apply --host attic --build-cache', ''],
  ]);
}
