import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function tryHostCommand(cli: Cli): Command {
  const command = new Command('try')
    .description('See what answers at an endpoint, and record nothing')
    .argument('<endpoint>', 'unix:///path, npipe:////./pipe/name or tcp://host:port')
    .action(async (endpoint: string) => {
      const core = await cli.core();
      const trial = await core.hosts.try(endpoint);
      const { engine, pingMs, warnings, same } = trial;
      const { out } = cli;
      out.line(
        `${out.symbols.done} ${trial.endpoint}: ${engine.flavour} ${engine.version} on ${engine.os}/${engine.architecture} answers in ${formatDuration(pingMs)}`,
      );
      if (same !== undefined) out.line(`  it is the engine of host ${same}`);
      for (const warning of warnings)
        out.line(`  ${out.paint.warn(out.symbols.warning)} ${cleanText(warning)}`);
      cli.document(trial);
    });
  return withExamples(command, [['twinberth host try tcp://nuc:2376', '']]);
}
