import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { buildDocument } from '../documents/build-document.ts';
import { EXIT } from '../exit-codes.ts';
import { performBuild, printBuild } from '../perform-build.ts';
import { resolveApp } from '../resolve-app.ts';

interface Options {
  readonly host?: string;
  readonly cache: boolean;
  readonly pull?: true;
}

export function buildCommand(cli: Cli): Command {
  const command = new Command('build')
    .summary('Build and test an app')
    .description(
      'Build an app into a new release and test it, or find the release that this very input already made',
    )
    .argument('<app>', 'the app; . is the one of this folder')
    .option('--host <host>', 'build on this host instead of the first one of the first environment')
    .option('--no-cache', 'let the builder reuse nothing')
    .option('--pull', 'look for newer base images, even if the engine has some')
    .action(async (name: string, options: Options) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: true });
      const request = {
        app,
        ...(options.host === undefined ? {} : { host: options.host }),
        ...(options.cache ? {} : { noCache: true }),
        ...(options.pull === undefined ? {} : { pull: options.pull }),
      };
      const outcome = await performBuild(cli, core, request, cli.abortSignal());
      printBuild(cli, outcome);
      cli.document(buildDocument(outcome));
      if (outcome.release.test.state === 'failed') cli.end(EXIT.failed);
    });
  return withExamples(command, [
    ['twinberth build web', 'build web from its folder'],
    ['twinberth build . --pull', 'the app of this folder, on fresh base images'],
  ]);
}
