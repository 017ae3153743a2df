import { resolve } from 'node:path';
import { Command } from 'commander';
import type { BackupFile } from '../../core/history/history-commands.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { formatBytes } from '../../core/runtime/format-bytes.ts';
import { formatAge } from '../format/format-time.ts';
import { printTable } from '../present/print-table.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function backupCommand(cli: Cli): Command {
  const command = new Command('backup')
    .summary('Copy the history, while it is in use')
    .description(
      'Copy the history, while it is in use, to a file or among the backups that are kept (the last 14). One is also made once a day by whatever changes something, and before each change of the format.',
    )
    .argument('[file]', 'where to; without it, among the backups')
    .option('--list', 'show the backups that there are')
    .action(async (file: string | undefined, options: { readonly list?: true }) => {
      if (options.list === true) {
        const backups = (await cli.io.historyFiles()).backups();
        if (!cli.json) printBackups(cli, backups);
        cli.document({ backups });
        return;
      }
      const core = await cli.core();
      const backup = await core.history.backup(file === undefined ? undefined : resolve(cli.io.cwd, file));
      if (!cli.json) {
        const { out } = cli;
        out.line(`${out.symbols.done} ${cleanText(backup.path)} (${formatBytes(backup.bytes)})`);
      }
      cli.document(backup);
    });
  return withExamples(command, [
    ['twinberth backup', ''],
    ['twinberth backup /media/stick/twinberth.db', ''],
    ['twinberth backup --list', ''],
  ]);
}

function printBackups(cli: Cli, backups: readonly BackupFile[]): void {
  const { out } = cli;
  if (backups.length === 0) {
    out.line('No backup yet: `twinberth backup` makes one.');
    return;
  }
  const now = cli.io.clock.now();
  printTable(
    out,
    [{ title: 'WHEN' }, { title: 'SIZE', align: 'right' }, { title: 'FILE', min: 12 }],
    backups.map(({ path, bytes, at }) => [formatAge(at, now), formatBytes(bytes), cleanText(path)]),
  );
}
