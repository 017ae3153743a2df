import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { parseVersion } from '../parse-arguments.ts';
import { resolveApp } from '../resolve-app.ts';

export function withdrawCommand(cli: Cli): Command {
  const command = new Command('withdraw')
    .description('Let a release not be deployed any more; what runs of it goes on')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<release>', 'the release, v1, v2 …', parseVersion)
    .action(async (name: string, version: number) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: false });
      const release = core.releases.withdraw(app, version);
      const { runs } = core.views.release(app, version);
      const { out } = cli;
      out.line(
        `${out.symbols.done} ${release.tag} is withdrawn: it is not deployed, promoted or rolled back to`,
      );
      for (const { environment, host, state } of runs) {
        const how = state === 'serving' ? 'goes on serving' : 'stays as standby';
        out.line(`  ${out.paint.warn(out.symbols.warning)} it ${how} in ${environment} on ${host}`);
      }
      cli.document({ release, runs });
    });
  return withExamples(command, [['twinberth withdraw web v7', '']]);
}
