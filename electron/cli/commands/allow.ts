import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { askForCommands } from '../ask-for-commands.ts';
import { withExamples } from '../command-help.ts';
import { EXIT } from '../exit-codes.ts';
import { resolveApp } from '../resolve-app.ts';
import { cleanText } from '../terminal/clean-text.ts';

interface Options {
  readonly command: readonly string[];
  readonly yes?: true;
}

export function allowCommand(cli: Cli): Command {
  const command = new Command('allow')
    .summary('Commands that secrets of an app come from, and agree to them')
    .description(
      'Lists the commands (cmd:) that secrets of an app come from and that you did not agree to yet, and asks about each. None is run before.',
    )
    .argument('<app>', 'the app; . is the one of this folder')
    .option(
      '--command <text>',
      'agree to this very command, also one that only an old deployment took a secret from; may be repeated',
      (text: string, before: readonly string[]) => [...before, text],
      [],
    )
    .option('-y, --yes', 'agree to all that are listed, without being asked')
    .action(async (name: string, options: Options) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: false });
      if (options.command.length > 0) core.secrets.allow(app, options.command);
      const pending = await core.secrets.pending(app);
      const { out } = cli;
      if (options.yes === true) {
        core.secrets.allow(
          app,
          pending.map((each) => each.command),
        );
      } else if (cli.attended && options.command.length === 0 && !(await askForCommands(cli, core, app)))
        cli.end(EXIT.refused);
      const left = await core.secrets.pending(app);
      for (const { variable, environment, command: text } of left)
        out.line(
          `${out.symbols.waiting} ${variable} in ${environment}: ${cleanText(text)} (not agreed to)`,
          2,
        );
      const agreed = core.secrets.agreed(app);
      for (const consent of agreed) out.line(`${out.symbols.done} ${cleanText(consent.command)}`, 2);
      if (left.length === 0 && agreed.length === 0) out.line(`No secret of ${app} comes from a command.`);
      cli.document({ app, pending: left, allowed: agreed });
    });
  return withExamples(command, [
    ['twinberth allow web', 'asks about each command'],
    ['twinberth allow web --json', 'what waits, and what was agreed to'],
    ["twinberth allow web --command 'pass show web'", 'what a rollback to an old deployment said it needs'],
    ['twinberth allow web --yes', 'for a script whose writer has read them'],
  ]);
}
