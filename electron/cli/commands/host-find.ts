import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { EXIT } from '../exit-codes.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function findHostsCommand(cli: Cli): Command {
  const command = new Command('find')
    .description('Look for engines in the usual places, and say how to get one')
    .action(async () => {
      const core = await cli.core();
      const search = await core.hosts.search();
      const { out } = cli;
      for (const { endpoint, from, engine, problem } of search.tried) {
        if (engine !== undefined) {
          const what = `${engine.flavour} ${engine.version}`;
          out.line(`${out.symbols.done} ${endpoint} ${out.paint.faint(`(${from})`)} ${what}`);
        } else {
          out.line(`${out.symbols.failed} ${endpoint} ${out.paint.faint(`(${from})`)}`);
          out.line(out.paint.faint(`  ${cleanText(problem?.message ?? '')}`));
        }
      }
      for (const { title, text, command: line } of search.advice) {
        out.line();
        out.line(out.paint.strong(title));
        out.line(`  ${text}`);
        if (line !== undefined) out.line(`  $ ${line}`);
      }
      cli.document(search);
      if (search.tried.every(({ engine }) => engine === undefined)) cli.end(EXIT.engine);
    });
  return withExamples(command, [['twinberth host find', '']]);
}
