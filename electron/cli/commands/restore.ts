import { Command } from 'commander';
import type { RebuildReport } from '../../core/history/history-commands.ts';
import type { Restored } from '../../core/history/history-files.ts';
import { toFailure } from '../../core/runtime/failure.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { formatAge } from '../format/format-time.ts';
import { printRebuild } from '../present/print-rebuild.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function restoreCommand(cli: Cli): Command {
  const command = new Command('restore')
    .summary('Put a backup in place of the history')
    .description(
      'Put a backup in place of the history. The backup is read from end to end first, what it replaces is kept beside it, and what has been deployed since is added from what runs. Nobody else may have the history open.',
    )
    .argument('<file>', 'a backup; of those that are kept, the name is enough')
    .option('--no-rebuild', 'leave out what has been deployed since')
    .action(async (file: string, options: { readonly rebuild: boolean }) => {
      const files = await cli.io.historyFiles();
      const restored = files.restore(file, cli.io.cwd);
      if (!cli.json) printRestored(cli, restored);
      const report = options.rebuild ? await addWhatRuns(cli) : undefined;
      if (!cli.json && report !== undefined) printRebuild(cli, report);
      cli.document({ ...restored, kept: restored.kept ?? null, rebuild: report ?? null });
    });
  return withExamples(command, [
    ['twinberth backup --list', 'what there is'],
    ['twinberth restore history-20261123T040812Z.db', ''],
  ]);
}

/** The history is back either way; without an engine it is only not up to date. */
async function addWhatRuns(cli: Cli): Promise<RebuildReport | undefined> {
  try {
    return await (await cli.core()).history.rebuild();
  } catch (error) {
    const { paint, symbols } = cli.out;
    cli.say(
      `${paint.warn(symbols.warning)} What was deployed since is not in it yet: ${cleanText(toFailure(error).message)} Run \`twinberth history rebuild\` before the next deployment.`,
    );
    return undefined;
  }
}

function printRestored(cli: Cli, restored: Restored): void {
  const { out } = cli;
  const last =
    restored.lastAt === undefined
      ? 'no deployment yet'
      : `the last one ${formatAge(restored.lastAt, cli.io.clock.now())}`;
  out.line(
    `${out.symbols.done} The history is that of ${cleanText(restored.from)}: ${restored.deployments} deployments, ${last}.`,
  );
  if (restored.kept !== undefined)
    out.line(out.paint.faint(`  Replaced, and kept: ${cleanText(restored.kept)}`));
}
