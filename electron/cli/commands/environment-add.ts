import { Command, Option } from 'commander';
import type { PromotionPolicy } from '../../../shared/model/environment.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { hostNames } from '../host-names.ts';
import { collect, parseRequirements } from '../parse-arguments.ts';
import { policyText } from '../present/policy-text.ts';

interface Options {
  readonly host: readonly string[];
  readonly after?: string;
  readonly require?: PromotionPolicy;
}

export function addEnvironmentCommand(cli: Cli): Command {
  const command = new Command('add')
    .description('Add an environment')
    .argument('<name>', 'what to call it')
    .addOption(
      new Option('--host <host>', 'where it is; may be given more than once')
        .argParser(collect)
        .makeOptionMandatory(),
    )
    .option('--after <env>', 'its place in the order; default: last')
    .option(
      '--require <policy>',
      'what a release must satisfy: tested, soak=DURATION, approval',
      parseRequirements,
    )
    .action(async (name: string, options: Options) => {
      const core = await cli.core();
      const environment = await core.environments.add({
        name,
        hosts: options.host,
        ...(options.after === undefined ? {} : { after: options.after }),
        ...(options.require === undefined ? {} : { policy: options.require }),
      });
      const hosts = environment.hosts.map(hostNames(core));
      const { out } = cli;
      out.line(`${out.symbols.done} ${out.paint.strong(environment.name)} on ${hosts.join(', ')}`);
      out.line(out.paint.faint(`  ${policyText(environment.policy)}`));
      cli.document({ environment: { ...environment, hosts } });
    });
  return withExamples(command, [
    ['twinberth env add dev --host local', ''],
    ['twinberth env add prod --host nuc --after dev --require tested,soak=10m', ''],
  ]);
}
