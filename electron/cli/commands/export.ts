import { resolve } from 'node:path';
import { Command } from 'commander';
import { formatBytes } from '../../core/runtime/format-bytes.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function exportCommand(cli: Cli): Command {
  const command = new Command('export')
    .summary('Write the whole history as JSON')
    .description('Write the whole history as JSON, one record on each line; see docs/history-format.md')
    .argument('<file>', 'where to')
    .action(async (file: string) => {
      const core = await cli.core();
      const path = resolve(cli.io.cwd, file);
      const bytes = await core.history.exportTo(path);
      if (!cli.json) cli.out.line(`${cli.out.symbols.done} ${cleanText(path)} (${formatBytes(bytes)})`);
      cli.document({ path, bytes });
    });
  return withExamples(command, [['twinberth export history.jsonl', '']]);
}
