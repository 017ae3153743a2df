import { Command } from 'commander';
import { formatEndpoint } from '../../../shared/model/host.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { formatAge } from '../format/format-time.ts';
import { printTable } from '../present/print-table.ts';

export function listHostsCommand(cli: Cli): Command {
  const command = new Command('ls').description('List the hosts').action(async () => {
    const core = await cli.core();
    const hosts = core.hosts.list();
    if (cli.json) cli.document({ hosts });
    else if (hosts.length === 0) cli.out.line('No host yet: twinberth host add NAME');
    else {
      const now = cli.io.clock.now();
      printTable(
        cli.out,
        [
          { title: 'HOST' },
          { title: 'ENDPOINT', min: 16 },
          { title: 'ADDRESS', optional: 2 },
          { title: 'ADDED', optional: 1 },
        ],
        hosts.map((host) => [
          host.name,
          formatEndpoint(host.endpoint),
          host.address,
          formatAge(host.createdAt, now),
        ]),
      );
    }
  });
  return withExamples(command, [['twinberth host ls', '']]);
}
