import { Command } from 'commander';
import type { AppRemoval } from '../../core/apps/app-removal.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { countOf } from '../format/format-count.ts';

export function removeAppCommand(cli: Cli): Command {
  const command = new Command('rm')
    .description('Forget an app of which nothing runs')
    .argument('<app>', 'its name')
    .option('--force', 'also remove what runs of it: containers, edges, networks left empty; volumes stay')
    .action(async (name: string, options: { readonly force?: true }) => {
      const core = await cli.core();
      // Removing containers half-way is worse than not to stop at once.
      if (options.force === true) cli.abortSignal();
      const removal = await core.apps.remove(
        name,
        options.force === undefined ? {} : { force: options.force },
      );
      printRemoval(cli, name, removal);
      cli.document({ removed: name, ...removal });
    });
  return withExamples(command, [
    ['twinberth app rm web', ''],
    ['twinberth app rm web --force', 'takes down what serves'],
  ]);
}

function printRemoval(cli: Cli, name: string, removal: AppRemoval): void {
  const { out } = cli;
  out.line(`${out.symbols.done} ${out.paint.strong(name)} is no longer registered`);
  if (removal.containers > 0) out.line(`  ${countOf(removal.containers, 'container')} removed`);
  if (removal.networks.length > 0)
    out.line(`  networks left empty, and removed: ${removal.networks.join(', ')}`, 4);
  for (const volume of removal.volumes)
    out.line(`  its data stays: volume ${volume.name} on ${volume.host}`, 4);
  for (const host of removal.unreachable) {
    out.line(
      `  ${out.paint.warn(out.symbols.warning)} ${host} did not answer; what runs there was left behind`,
      4,
    );
  }
}
