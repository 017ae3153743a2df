import { Command } from 'commander';
import type { Core } from '../../core/core.ts';
import { Failure } from '../../core/runtime/failure.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { hostNames } from '../host-names.ts';
import { printConfigChanges } from '../present/print-config-changes.ts';
import { printDeployment } from '../present/print-deployment.ts';

export function showCommand(cli: Cli): Command {
  const command = new Command('show')
    .summary('One deployment in every detail')
    .description('One deployment: its plan, its steps, its receipt, and what a failed one left behind')
    .argument('<deployment>', 'its number or id, as `history` and every failure show it')
    .option('--with <deployment>', "what another one's configuration has otherwise, instead")
    .action(async (id: string, options: { readonly with?: string }) => {
      const core = await cli.core();
      if (options.with !== undefined) {
        const { a, b, changes } = core.views.compareDeployments(idOf(core, id), idOf(core, options.with));
        if (!cli.json) printConfigChanges(cli.out, a.deployment, b.deployment, changes);
        cli.document({ a: a.deployment.id, b: b.deployment.id, changes });
        return;
      }
      const outcome = core.deployments.get(idOf(core, id));
      const host = hostNames(core)(outcome.deployment.host);
      if (!cli.json) printDeployment(cli, outcome);
      cli.document({ ...outcome, deployment: { ...outcome.deployment, host } });
    });
  return withExamples(command, [
    ['twinberth show 41', ''],
    ['twinberth show 41 --with 45', 'what was configured otherwise by then'],
  ]);
}

/** A number of at most nine digits is a place in the history, anything else an id. */
function idOf(core: Core, text: string): string {
  const match = /^#?(\d{1,9})$/.exec(text);
  if (!match) return text;
  const sequence = Number(match[1]);
  const [found] = core.deployments.page({}, { before: sequence + 1, limit: 1 });
  if (found?.sequence === sequence) return found.id;
  throw new Failure('deployment.unknown', `There is no deployment ${sequence} in the history.`, { sequence });
}
