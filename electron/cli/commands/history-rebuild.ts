import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { EXIT } from '../exit-codes.ts';
import { printRebuild } from '../present/print-rebuild.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function rebuildHistoryCommand(cli: Cli): Command {
  const command = new Command('rebuild')
    .summary('Write a lost or damaged history anew, from what runs')
    .description(
      'Write into the history what the labels on the engines tell and it does not know: hosts, environments, apps, releases, what serves and what stands by. A damaged history is put aside first, as it is. What runs is only looked at.',
    )
    .argument('[app]', 'only this app')
    .action(async (app: string | undefined) => {
      const files = await cli.io.historyFiles();
      const setAside = files.state() === 'damaged' ? files.setAside() : undefined;
      if (setAside !== undefined) cli.say(`The damaged history is now ${cleanText(setAside)}.`);
      const core = await cli.core();
      const report = await core.history.rebuild(app === undefined ? {} : { app });
      if (!cli.json) printRebuild(cli, report);
      cli.document({ ...report, setAside: setAside ?? null });
      if (report.hosts.some((host) => host.state === 'unreachable')) cli.end(EXIT.engine);
    });
  return withExamples(command, [
    ['twinberth history rebuild', 'after the data folder was lost, or is damaged'],
    ['twinberth host add nuc tcp://nuc:2376', 'first, when there was more than the local engine'],
  ]);
}
