import type { BuildCommand, BuildOutcome, Core } from '../core/core.ts';
import type { Cli } from './cli.ts';
import { formatBytes } from '../core/runtime/format-bytes.ts';
import { formatDuration } from '../core/runtime/format-duration.ts';
import { showBuildProgress } from './present/build-progress.ts';
import { testWord } from './present/state-words.ts';

export type BuildRequest = Pick<BuildCommand, 'app' | 'host' | 'noCache' | 'pull'>;

/** Builds an app before the eyes of whoever looks, and says which release came of it. */
export async function performBuild(
  cli: Cli,
  core: Core,
  request: BuildRequest,
  signal: AbortSignal,
): Promise<BuildOutcome> {
  const { out } = cli;
  out.line(out.paint.strong(`Build ${request.app}`));
  const view = showBuildProgress(out, cli.io.clock);
  let test: BuildOutcome['release']['test']['state'] | undefined;
  try {
    const outcome = await core.releases.build({ ...request, signal, onProgress: view.show });
    test = outcome.release.test.state;
    return outcome;
  } finally {
    view.end(test ?? 'failed');
    out.line();
  }
}

/** Says what a build made. */
export function printBuild(cli: Cli, { release, reused, durationMs }: BuildOutcome): void {
  const { out } = cli;
  const { paint, symbols } = out;
  const what = paint.strong(`${release.app} v${release.version}`);
  const failed = release.test.state === 'failed';
  const sign = failed ? paint.bad(symbols.failed) : symbols.done;
  const how = reused
    ? 'already has this very input; nothing was built'
    : `built in ${formatDuration(durationMs)}`;
  out.line(`${sign} ${what} ${how}`);
  const facts = [release.tag, formatBytes(release.sizeBytes), `input ${release.inputHash.slice(0, 12)}`];
  out.line(`  ${paint.faint(facts.join(` ${symbols.dot} `))}`);
  out.line(`  test ${testWord(out, release.test)}`);
  if (release.test.state === 'failed') {
    out.line(`  ${release.test.reason}`);
    out.line(
      `  It may not be deployed. All it printed: twinberth releases ${release.app} v${release.version} --test-log`,
    );
  }
}
