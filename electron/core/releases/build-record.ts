import type { Release } from '../../../shared/model/release.ts';
import type { BuildStage } from '../core.ts';
import { Failure, isFailure, toFailure } from '../runtime/failure.ts';
import { createBuildLog } from './build-log.ts';
import type { ReleaseDeps } from './release-deps.ts';

/** What a build came to. */
export interface MadeRelease {
  readonly release: Release;
  readonly reused: boolean;
  /** What the test printed, when one ran. */
  readonly testLog?: string;
}

/**
 * Performs a build and records it: that it began, its logs, and how it ended, also when it failed or was cancelled. The
 * caller holds the app's build lock.
 */
export async function recordBuild(
  deps: ReleaseDeps,
  app: string,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (stage: BuildStage) => void },
  perform: (
    id: string,
    report: (stage: BuildStage) => void,
    remember: (inputHash: string) => void,
  ) => Promise<MadeRelease>,
): Promise<MadeRelease> {
  const { stores, clock } = deps;
  endAbandoned(deps, app);
  const id = deps.ids.next();
  const started = clock.ticks();
  const log = createBuildLog();
  let inputHash: string | undefined;
  stores.builds.begin({ id, app, startedAt: clock.now(), by: deps.owner });

  const report = (stage: BuildStage): void => {
    log.add(stage);
    options.onProgress?.(stage);
  };
  const facts = () => ({
    durationMs: clock.ticks() - started,
    ...(inputHash === undefined ? {} : { inputHash }),
  });
  try {
    const made = await perform(id, report, (hash) => (inputHash = hash));
    stores.transaction(() =>
      stores.builds.end(id, {
        state: made.reused ? 'reused' : 'done',
        release: made.release.id,
        ...facts(),
        ...(made.reused ? {} : { buildLog: stores.logs.add('build', log.text(), clock.now()) }),
        ...(made.testLog === undefined
          ? {}
          : { testLog: stores.logs.add('test', made.testLog, clock.now()) }),
      }),
    );
    return made;
  } catch (error) {
    const failure = explain(error, app, options.signal);
    log.note(failure.message);
    try {
      stores.transaction(() =>
        stores.builds.end(id, {
          state: failure.code === 'build.cancelled' ? 'cancelled' : 'failed',
          error: failure.toReply(),
          buildLog: stores.logs.add('build', log.text(), clock.now()),
          ...facts(),
        }),
      );
    } catch (second) {
      deps.log.warn('a failed build could not be recorded', { build: id, reason: toFailure(second).message });
    }
    throw withBuild(failure, id);
  }
}

/** Nobody else builds this app while we hold its lock, so whatever still says `running` died. */
function endAbandoned(deps: ReleaseDeps, app: string): void {
  for (const build of deps.stores.builds.list(app, { limit: 20 })) {
    if (build.state !== 'running') continue;
    const error = new Failure('interrupted', 'The process that built died before it was done.');
    deps.stores.builds.end(build.id, { state: 'cancelled', error: error.toReply() });
  }
}

function explain(error: unknown, app: string, signal: AbortSignal | undefined): Failure {
  if (signal?.aborted !== true) return toFailure(error);
  if (isFailure(error, 'build.cancelled')) return error;
  return new Failure(
    'build.cancelled',
    `The build of ${app} was cancelled; nothing of it was kept.`,
    {},
    { cause: error },
  );
}

function withBuild(failure: Failure, build: string): Failure {
  const { code, message, details, retry, stack } = failure;
  const told = new Failure(code, message, { ...details, build }, { cause: failure.cause, retry });
  if (stack !== undefined) told.stack = stack;
  return told;
}
