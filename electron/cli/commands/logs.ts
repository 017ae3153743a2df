import { Command, Option } from 'commander';
import { Failure, toFailure } from '../../core/runtime/failure.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { parseLines } from '../parse-arguments.ts';
import { printLogLine } from '../present/print-log-line.ts';
import { resolveApp } from '../resolve-app.ts';

interface Options {
  readonly follow?: true;
  readonly tail?: number;
  readonly colour?: 'blue' | 'green' | 'both' | 'edge';
  readonly timestamps?: true;
}

export function logsCommand(cli: Cli): Command {
  const command = new Command('logs')
    .description('What the replicas that serve print')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('<env>', 'the environment')
    .option('-f, --follow', 'go on as more comes')
    .option('-n, --tail <count>', 'only so many of the last lines of each', parseLines)
    .addOption(
      new Option('--colour <which>', 'not those that serve but this colour, both, or the edge').choices([
        'blue',
        'green',
        'both',
        'edge',
      ]),
    )
    .option('-t, --timestamps', 'begin each line with its time')
    .action((app: string, environment: string, options: Options) => logs(cli, app, environment, options));
  return withExamples(command, [
    ['twinberth logs web prod -f -n 50', ''],
    ['twinberth logs web prod --colour both', 'the standby, too'],
  ]);
}

async function logs(cli: Cli, name: string, environment: string, options: Options): Promise<void> {
  if (cli.json && options.follow === true) {
    throw new Failure(
      'usage',
      'One JSON document has an end, what --follow prints has none: leave one of them out.',
    );
  }
  const core = await cli.core();
  const app = await resolveApp(cli, core, name, { register: false });
  const stop = AbortSignal.any([cli.abortSignal(), cli.out.closed]);
  const lines = [];
  try {
    for await (const line of core.deployments.logs({
      app,
      environment,
      signal: stop,
      ...(options.follow === undefined ? {} : { follow: options.follow }),
      ...(options.tail === undefined ? {} : { tail: options.tail }),
      ...(options.colour === undefined ? {} : { colour: options.colour }),
    })) {
      if (cli.json) lines.push(line);
      else await printLogLine(cli, line, { timestamps: options.timestamps === true });
    }
  } catch (error) {
    // A reader that has seen enough (`| head`) is the ordinary end of it.
    if (cli.out.closed.aborted) return;
    if (options.follow === true && stop.aborted) return;
    throw toFailure(error);
  }
  cli.document({ lines });
}
