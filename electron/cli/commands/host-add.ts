import { Command } from 'commander';
import { formatEndpoint } from '../../../shared/model/host.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';

export function addHostCommand(cli: Cli): Command {
  const command = new Command('add')
    .description('Register an engine, once it has answered')
    .argument('<name>', 'what to call it')
    .argument('[endpoint]', 'unix:///…, npipe:////./pipe/…, tcp://host:port; default: as DOCKER_HOST says')
    .option('--address <address>', 'where the ports it publishes can be reached from this machine')
    .action(async (name: string, endpoint: string | undefined, options: { readonly address?: string }) => {
      const core = await cli.core();
      const added = await core.hosts.add({
        name,
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(options.address === undefined ? {} : { address: options.address }),
      });
      const { out } = cli;
      const { info, host } = added;
      out.line(`${out.symbols.done} ${out.paint.strong(host.name)} is ${formatEndpoint(host.endpoint)}`);
      out.line(
        out.paint.faint(
          `  ${info.flavour} ${info.version} (API ${info.apiVersion}) ${out.symbols.dot} ${info.os}/${info.architecture} ${out.symbols.dot} ${info.builder}`,
        ),
      );
      cli.document(added);
    });
  return withExamples(command, [
    ['twinberth host add local', 'the engine of DOCKER_HOST or the default socket'],
    ['twinberth host add nuc tcp://nuc.lan:2376', 'certificates as DOCKER_CERT_PATH says'],
  ]);
}
