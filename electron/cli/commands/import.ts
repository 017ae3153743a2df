import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';

export function importCommand(cli: Cli): Command {
  const command = new Command('import')
    .summary('Add what an exported history holds')
    .description(
      'Add what an exported history holds and this one does not: all of it or nothing, after a backup. What this one has already stays as it is.',
    )
    .argument('<file>', 'written by `twinberth export`')
    .action(async (file: string) => {
      const core = await cli.core();
      const imported = await core.history.importFrom(resolve(cli.io.cwd, file));
      if (!cli.json) {
        const { out } = cli;
        const added = Object.entries(imported.added).map(([kind, count]) => `${count} ${kind}`);
        out.line(`${out.symbols.done} Added: ${added.length === 0 ? 'nothing' : added.join(', ')}`);
        if (imported.known > 0) out.line(out.paint.faint(`  Known already: ${imported.known} records`));
      }
      cli.document(imported);
    });
  return withExamples(command, [['twinberth import history.jsonl', '']]);
}
