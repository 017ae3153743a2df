import { Command, Option } from 'commander';
import type { Core } from '../../core/core.ts';
import { Failure } from '../../core/runtime/failure.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { parseCount, parseVersion } from '../parse-arguments.ts';
import { printBuilds, printRelease, printReleases } from '../present/print-releases.ts';
import { resolveApp } from '../resolve-app.ts';

interface Options {
  readonly log?: true;
  readonly testLog?: true;
  readonly builds?: true;
  readonly limit: number;
}

const DEFAULT_LIMIT = 20;

export function releasesCommand(cli: Cli): Command {
  const command = new Command('releases')
    .summary('The releases of an app, and the logs of their builds')
    .description('The releases of an app, newest first; or one of them, or the log of a build')
    .argument('<app>', 'the app; . is the one of this folder')
    .argument('[release]', 'v1, v2 …; or the id of a build, as --builds shows it')
    .addOption(new Option('--log', 'print what its build printed').conflicts('testLog'))
    .option('--test-log', 'print what its test printed')
    .option('--builds', 'every attempt to build, also those that failed')
    .addOption(
      new Option('-n, --limit <count>', 'so many at most').argParser(parseCount).default(DEFAULT_LIMIT),
    )
    .action(async (name: string, release: string | undefined, options: Options) => {
      const core = await cli.core();
      const app = await resolveApp(cli, core, name, { register: false });
      if (release === undefined) listAll(cli, core, app, options);
      else if (options.log === true || options.testLog === true) showLog(cli, core, app, release, options);
      else showOne(cli, core, app, release);
    });
  return withExamples(command, [
    ['twinberth releases web', ''],
    ['twinberth releases web v7', 'what it was made from, and its test'],
    ['twinberth releases web v7 --log', 'what the build printed'],
    ['twinberth releases web --builds', 'also the builds that failed, with the ids of their logs'],
  ]);
}

function listAll(cli: Cli, core: Core, app: string, options: Options): void {
  if (options.log === true || options.testLog === true) {
    throw new Failure(
      'usage',
      `Name the release whose log is wanted: \`twinberth releases ${app} v1 --log\`.`,
    );
  }
  if (options.builds === true) {
    const builds = core.releases.builds(app).slice(0, options.limit);
    if (!cli.json) printBuilds(cli, builds);
    cli.document({ builds });
    return;
  }
  const releases = core.releases.list(app, { limit: options.limit });
  if (!cli.json) printReleases(cli, app, releases);
  cli.document({ releases });
}

function showOne(cli: Cli, core: Core, app: string, name: string): void {
  const release = core.releases.get(app, parseVersion(name));
  if (!cli.json) printRelease(cli, release);
  cli.document({ release });
}

function showLog(cli: Cli, core: Core, app: string, name: string, options: Options): void {
  const builds = core.releases.builds(app);
  const byId = builds.find((build) => build.id === name);
  const version = byId ? undefined : parseVersion(name);
  const release = version === undefined ? undefined : core.releases.get(app, version);
  // A build that was reused made nothing and has no log; the one that made the release does.
  const build = byId ?? builds.find((entry) => entry.release === release?.id && entry.state !== 'reused');
  const kind = options.log === true ? 'build' : 'test';
  const id = kind === 'build' ? build?.buildLog : build?.testLog;
  const log = id === undefined ? undefined : core.releases.log(id);
  if (log === undefined) {
    throw new Failure('release.unknown', `No ${kind} log was kept for ${app} ${name}.`, {
      app,
      release: name,
    });
  }
  if (!cli.json) cli.out.write(log.endsWith('\n') || log === '' ? log : `${log}\n`);
  cli.document({ app, build: build?.id ?? null, kind, log });
}
