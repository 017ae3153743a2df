import { Command, type Argument } from 'commander';
import type { OpenCli } from './cli.ts';
import { appCommand } from './commands/app.ts';
import { allowCommand } from './commands/allow.ts';
import { approveCommand } from './commands/approve.ts';
import { backupCommand } from './commands/backup.ts';
import { buildCommand } from './commands/build.ts';
import { compareCommand } from './commands/compare.ts';
import { completeCommand } from './commands/complete-words.ts';
import { completionCommand } from './commands/completion.ts';
import { deployCommand } from './commands/deploy.ts';
import { doctorCommand } from './commands/doctor.ts';
import { driftCommand } from './commands/drift.ts';
import { environmentCommand } from './commands/environment.ts';
import { gcCommand } from './commands/gc.ts';
import { healCommand } from './commands/heal.ts';
import { exportCommand } from './commands/export.ts';
import { historyCommand } from './commands/history.ts';
import { hostCommand } from './commands/host.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { logsCommand } from './commands/logs.ts';
import { pinCommand, unpinCommand } from './commands/pin.ts';
import { planCommand } from './commands/plan.ts';
import { promoteCommand } from './commands/promote.ts';
import { receiptsCommand } from './commands/receipts.ts';
import { releasesCommand } from './commands/releases.ts';
import { restoreCommand } from './commands/restore.ts';
import { rollbackCommand } from './commands/rollback.ts';
import { serveCommand } from './commands/serve.ts';
import { showCommand } from './commands/show.ts';
import { statusCommand } from './commands/status.ts';
import { versionCommand, versionText } from './commands/version.ts';
import { watchCommand } from './commands/watch.ts';
import { withdrawCommand } from './commands/withdraw.ts';
import { displayWidth } from './terminal/measure-text.ts';

const FIRST_STEPS = `
First steps, in a folder with a twinberth.yaml:
  $ twinberth deploy web dev        builds web if need be, and swaps it in
  $ twinberth promote web --from dev --to prod
  $ twinberth rollback web prod     back to what served before, at once

Exit codes: 0 done, 1 failed, 2 usage, 3 refused by policy, 4 engine unreachable,
5 locked by another, 130 interrupted.`;

/** The whole command line as a tree. Nothing is read or opened before a command's action runs. */
export function buildProgram(cli: OpenCli): Command {
  const program = new Command('twinberth')
    .description('Blue/green releases with instant rollback, on any Docker Engine.')
    .usage('COMMAND [options]')
    .option('--json', 'print one JSON document on standard output, everything else on standard error')
    .version(versionText(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .addHelpText('after', FIRST_STEPS)
    .exitOverride();
  configureText(program, cli);

  program.commandsGroup('Release and swap:');
  program.addCommand(buildCommand(cli));
  program.addCommand(planCommand(cli));
  program.addCommand(deployCommand(cli));
  program.addCommand(promoteCommand(cli));
  program.addCommand(rollbackCommand(cli));
  program.addCommand(healCommand(cli));
  program.addCommand(allowCommand(cli));
  program.addCommand(approveCommand(cli));
  program.addCommand(withdrawCommand(cli));
  program.commandsGroup('See:');
  program.addCommand(statusCommand(cli));
  program.addCommand(watchCommand(cli));
  program.addCommand(driftCommand(cli));
  program.addCommand(historyCommand(cli));
  program.addCommand(showCommand(cli));
  program.addCommand(releasesCommand(cli));
  program.addCommand(compareCommand(cli));
  program.addCommand(receiptsCommand(cli));
  program.addCommand(logsCommand(cli));
  program.addCommand(serveCommand(cli));
  program.commandsGroup('Space:');
  program.addCommand(gcCommand(cli));
  program.addCommand(pinCommand(cli));
  program.addCommand(unpinCommand(cli));
  program.commandsGroup('Set up:');
  program.addCommand(initCommand(cli));
  program.addCommand(appCommand(cli));
  program.addCommand(environmentCommand(cli));
  program.addCommand(hostCommand(cli));
  program.addCommand(doctorCommand(cli));
  program.addCommand(backupCommand(cli));
  program.addCommand(restoreCommand(cli));
  program.addCommand(exportCommand(cli));
  program.addCommand(importCommand(cli));
  program.addCommand(completionCommand(cli));
  program.addCommand(versionCommand(cli));
  program.helpCommand('help [command]', 'Show help for a command');
  program.addCommand(completeCommand(cli, program), { hidden: true });
  inheritSettings(program);
  return program;
}

/** Commander's own text goes where ours does; its errors are thrown and reported with all others. */
function configureText(program: Command, cli: OpenCli): void {
  const { paint } = cli.standardOut;
  program.configureHelp({
    showGlobalOptions: true,
    displayWidth,
    subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
    styleTitle: (text) => paint.strong(text),
    styleCommandText: (text) => paint.strong(text),
    styleSubcommandText: (text) => text,
  });
  program.configureOutput({
    writeOut: (text) => cli.standardOut.write(text),
    writeErr: (text) => cli.err.write(text),
    outputError: () => undefined,
    getOutHelpWidth: () => cli.standardOut.width() ?? 80,
    getErrHelpWidth: () => cli.err.width() ?? 80,
    getOutHasColors: () => true,
    getErrHasColors: () => true,
  });
}

/** `addCommand` leaves a command its own settings; all of ours are the program's. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inheritSettings(command);
  }
}

function argumentTerm(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}
