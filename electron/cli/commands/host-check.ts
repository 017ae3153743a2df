import { Command } from 'commander';
import { formatEndpoint } from '../../../shared/model/host.ts';
import type { HostCheck } from '../../core/core.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { padText } from '../terminal/measure-text.ts';

export function checkHostCommand(cli: Cli): Command {
  const command = new Command('check')
    .description('Ask a host how it is')
    .argument('<host>', 'its name')
    .action(async (name: string) => {
      const core = await cli.core();
      const check = await core.hosts.check(name);
      if (!cli.json) printCheck(cli, check);
      cli.document(check);
    });
  return withExamples(command, [['twinberth host check local', '']]);
}

function printCheck(cli: Cli, { host, info, pingMs, edgeImage, warnings }: HostCheck): void {
  const { out } = cli;
  const fact = (label: string, text: string) => out.line(`  ${out.paint.faint(padText(label, 12))}${text}`);
  out.line(`${out.symbols.done} ${out.paint.strong(host.name)} answers in ${formatDuration(pingMs)}`);
  fact('endpoint', formatEndpoint(host.endpoint));
  fact(
    'engine',
    `${info.flavour} ${info.version}, API ${info.apiVersion}${info.rootless ? ', rootless' : ''}`,
  );
  fact('system', `${info.os}/${info.architecture}`);
  fact('images', `${info.imageStore} store on ${info.storageDriver}, in ${info.dataRoot}`);
  fact('builder', info.builder);
  fact('edge image', edgeImage === 'present' ? 'present' : 'missing; the first deployment brings it');
  for (const warning of warnings) out.line(`  ${out.paint.warn(out.symbols.warning)} ${cleanText(warning)}`);
}
