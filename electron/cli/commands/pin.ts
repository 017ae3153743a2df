import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { parseVersion } from '../parse-arguments.ts';
import { resolveApp } from '../resolve-app.ts';

export function pinCommand(cli: Cli): Command {
  const command = new Command('pin')
    .description('Keep a release, whatever its age: gc leaves its image and its logs alone')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<release>', 'the release, v1, v2 …', parseVersion)
    .action(async (name: string, version: number) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: false });
      core.storage.pin(app, version);
      cli.out.line(`${cli.out.symbols.done} ${app} v${version} is pinned`);
      cli.document({ app, version, pinned: true });
    });
  return withExamples(command, [['twinberth pin web v7', '']]);
}

export function unpinCommand(cli: Cli): Command {
  const command = new Command('unpin')
    .description('Let the age of a release decide again')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<release>', 'the release, v1, v2 …', parseVersion)
    .action(async (name: string, version: number) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: false });
      const was = core.storage.unpin(app, version);
      const text = was ? 'is no longer pinned' : 'was not pinned';
      cli.out.line(`${cli.out.symbols.done} ${app} v${version} ${text}`);
      cli.document({ app, version, pinned: false });
    });
  return withExamples(command, [['twinberth unpin web v7', '']]);
}
