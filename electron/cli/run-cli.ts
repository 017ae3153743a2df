import { CommanderError } from 'commander';
import { Failure, toFailure } from '../core/runtime/failure.ts';
import { buildProgram } from './build-program.ts';
import { openCli, type CliIo, type OpenCli } from './cli.ts';
import { EXIT } from './exit-codes.ts';
import { reportFailure } from './report-failure.ts';

/**
 * Runs one command line (without the program's own name) and resolves with the exit code, when everything that was printed
 * has been taken by its reader. Never rejects.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const cli = openCli(wantsJson(argv), io);
  try {
    return await Promise.race([perform(argv, cli), insistence(cli)]);
  } finally {
    await closeQuietly(cli);
  }
}

async function perform(argv: readonly string[], cli: OpenCli): Promise<number> {
  const program = buildProgram(cli);
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.done;
    }
    await Promise.race([program.parseAsync([...argv], { from: 'user' }), abandonment(cli)]);
    return cli.exitCode();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    return reportFailure(cli, argv, await withWaysBack(cli, translate(error, cli)));
  }
}

/** Rejects at the interruption of a command that has nothing to clean up. */
function abandonment(cli: OpenCli): Promise<never> {
  const { signal } = cli.interruption;
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      if (!cli.careful()) reject(signal.reason as Error);
    });
  });
}

async function insistence(cli: OpenCli): Promise<number> {
  await cli.interruption.insisted;
  return EXIT.interrupted;
}

function translate(error: unknown, cli: OpenCli): Failure {
  if (error instanceof CommanderError) return new Failure('usage', usageMessage(error));
  const failure = toFailure(error);
  // An aborted call of a library rejects with its own kind of error; what happened is that somebody interrupted.
  const aborted = cli.interruption.signal.aborted && failure.code === 'internal';
  return aborted ? (cli.interruption.signal.reason as Failure) : failure;
}

/** A history that is found damaged while a command is at work is told with the same ways back as one that cannot be opened. */
async function withWaysBack(cli: OpenCli, failure: Failure): Promise<Failure> {
  if (failure.code !== 'history.damaged' || failure.details['backup'] !== undefined) return failure;
  try {
    const files = await cli.io.historyFiles();
    return failure.details['path'] === files.path ? files.withWaysBack(failure) : failure;
  } catch {
    // Where the backups cannot be read either, what was found is told as it is.
    return failure;
  }
}

async function closeQuietly(cli: OpenCli): Promise<void> {
  try {
    await cli.close();
  } catch (error) {
    cli.say(`Closing: ${toFailure(error).message}`);
  }
}

/** Asked before parsing, because an error of parsing is answered in the form that was asked for, too. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json');
}

function usageMessage(error: CommanderError): string {
  // A group without a command of its own (`twinberth host`) prints its help and says nothing else.
  if (error.code === 'commander.help') return 'A command is missing after this one.';
  return error.message.replace(/^error: /, '').replace(/^\w/, (letter) => letter.toUpperCase());
}
