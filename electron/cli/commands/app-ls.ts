import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { formatAge } from '../format/format-time.ts';
import { printTable } from '../present/print-table.ts';

export function listAppsCommand(cli: Cli): Command {
  const command = new Command('ls').description('List the apps').action(async () => {
    const core = await cli.core();
    const apps = core.apps.list().map((app) => {
      const [latest] = core.releases.list(app.name, { limit: 1 });
      return { ...app, latest: latest ? `v${latest.version}` : null };
    });
    if (cli.json) cli.document({ apps });
    else if (apps.length === 0) cli.out.line('No app yet: twinberth app add FOLDER');
    else {
      const now = cli.io.clock.now();
      printTable(
        cli.out,
        [
          { title: 'APP' },
          { title: 'LATEST' },
          { title: 'FOLDER', min: 16 },
          { title: 'ADDED', optional: 1 },
        ],
        apps.map((app) => [app.name, app.latest ?? 'none', app.directory, formatAge(app.createdAt, now)]),
      );
    }
  });
  return withExamples(command, [['twinberth app ls', '']]);
}
