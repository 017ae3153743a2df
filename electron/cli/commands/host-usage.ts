import { Command } from 'commander';
import { formatBytes } from '../../core/runtime/format-bytes.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { padText } from '../terminal/measure-text.ts';

export function hostUsageCommand(cli: Cli): Command {
  const command = new Command('usage')
    .description('What images and the builder occupy on a host')
    .argument('<host>', 'its name')
    .action(async (name: string) => {
      const core = await cli.core();
      const usage = await core.hosts.usage(name);
      const { out } = cli;
      const fact = (label: string, text: string) =>
        out.line(`  ${out.paint.faint(padText(label, 14))}${text}`);
      out.line(out.paint.strong(usage.host));
      fact('images', formatBytes(usage.imagesBytes));
      fact('builder cache', formatBytes(usage.buildCacheBytes));
      if (usage.disk !== undefined) {
        const { freeBytes, totalBytes } = usage.disk;
        fact('disk', `${formatBytes(freeBytes)} free of ${formatBytes(totalBytes)}`);
      }
      cli.document(usage);
    });
  return withExamples(command, [['twinberth host usage local', '']]);
}
