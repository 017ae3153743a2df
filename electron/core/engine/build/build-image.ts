import type { Readable } from 'node:stream';
import { countBytes } from '../../runtime/count-bytes.ts';
import { Failure, isFailure } from '../../runtime/failure.ts';
import type { BuildOptions, BuildRequest, EngineImage } from '../engine.ts';
import type { EngineConnection } from '../engine-connection.ts';
import { inspectImage } from '../images/inspect-image.ts';
import { removeImage } from '../images/remove-image.ts';
import type { BuildStreamOutcome } from './build-outcome.ts';
import { buildHeaders, buildQuery } from './build-query.ts';
import { explainBuildFailure } from './explain-build-failure.ts';
import { followBuildkit } from './follow-buildkit.ts';
import { followClassic } from './follow-classic.ts';

/**
 * Builds an image from a context (a tar stream, neither compressed nor read before) and returns it as the engine has it
 * afterwards. A build that fails or is cancelled leaves no image.
 *
 * Rejects with `build.failed` (see `explainBuildFailure` for its details), `build.cancelled` when the signal was
 * aborted (the connection is closed then, upon which the engine stops the build), `disk.full`, `engine.*`, or what the
 * context's stream failed with.
 */
export async function buildImage(
  connection: EngineConnection,
  context: Readable,
  request: BuildRequest,
  options: BuildOptions,
): Promise<EngineImage> {
  try {
    if (options.signal?.aborted) throw cancelled();
    const outcome = await runBuild(connection, context, request, options);
    if (outcome.kind !== 'image') throw explainBuildFailure(outcome, request, connection.builder);
    return await verifyBuilt(connection, outcome.id, request);
  } catch (error) {
    if (options.signal?.aborted && !isFailure(error, 'build.cancelled')) throw cancelled(error);
    throw error;
  } finally {
    context.destroy();
  }
}

async function runBuild(
  connection: EngineConnection,
  context: Readable,
  request: BuildRequest,
  options: BuildOptions,
): Promise<BuildStreamOutcome> {
  try {
    const answer = await connection.http.stream({
      method: 'POST',
      path: '/build',
      query: buildQuery(request, connection.builder),
      headers: buildHeaders(request),
      tar: countBytes(context, (bytes) => options.onProgress({ kind: 'sent', bytes })),
      signal: options.signal,
      // The engine may be silent for as long as a step takes.
      limitMs: 'none',
      about: { kind: 'engine', doing: 'build an image' },
    });
    return connection.builder === 'buildkit'
      ? await followBuildkit(answer.body, options.onProgress)
      : await followClassicTidily(connection, answer.body, options);
  } catch (error) {
    const refused = readRefusal(error);
    if (refused === undefined) throw error;
    return { kind: 'error', message: refused, output: '' };
  }
}

/** The classic builder keeps an image of every step that went well; a build that came to nothing takes them away again. */
async function followClassicTidily(
  connection: EngineConnection,
  body: AsyncIterable<Buffer>,
  options: BuildOptions,
): Promise<BuildStreamOutcome> {
  const intermediates: string[] = [];
  let built = false;
  try {
    const outcome = await followClassic(body, () => connection.clock.ticks(), {
      onProgress: options.onProgress,
      onIntermediate: (id) => void intermediates.push(id),
    });
    built = outcome.kind === 'image';
    return outcome;
  } finally {
    if (!built) await removeIntermediates(connection, intermediates);
  }
}

/** What the engine said instead of beginning to build: the classic builder finds fault with a Dockerfile that way. */
function readRefusal(error: unknown): string | undefined {
  if (!isFailure(error, 'engine.failed') || error.retry) return undefined;
  const { engine, status } = error.details;
  return typeof engine === 'string' && typeof status === 'number' ? engine : undefined;
}

/** How long the builder may take to let go of the images of a build that was cancelled, and how often to look. */
const LET_GO_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/**
 * What the classic builder made before the failing step. The engine refuses while the container of that step is still
 * there, and for good when a step of another build is based on an image.
 */
async function removeIntermediates(connection: EngineConnection, ids: readonly string[]): Promise<void> {
  const { clock } = connection;
  const deadline = clock.ticks() + LET_GO_MS;
  for (const id of ids.toReversed()) {
    while (!(await isRemoved(connection, id)) && clock.ticks() < deadline) await clock.sleep(LOOK_AGAIN_MS);
  }
}

async function isRemoved(connection: EngineConnection, id: string): Promise<boolean> {
  try {
    await removeImage(connection, id);
    return true;
  } catch (error) {
    if (!isFailure(error)) throw error;
    if (error.code === 'engine.failed') return false;
    // The engine cannot be reached: nothing more can be done, and the build has failed for a reason of its own.
    connection.log.warn('images of a failed build were left', { image: id, reason: error.message });
    return true;
  }
}

/** A stream can say that all is well and lie: the image must be there and be the one that was asked for. */
async function verifyBuilt(
  connection: EngineConnection,
  id: string,
  request: BuildRequest,
): Promise<EngineImage> {
  const image = await inspectImage(connection, id);
  if (!image) {
    throw new Failure('build.failed', `The engine said that it built ${id}, but it has no such image.`, {
      image: id,
    });
  }
  const missing = Object.entries(request.labels).find(([name, value]) => image.labels[name] !== value);
  if (missing) {
    throw new Failure(
      'build.failed',
      `The image ${id} came out of the build without its label ${missing[0]}. The engine's builder did not do what it was asked.`,
      { image: id, label: missing[0] },
    );
  }
  return image;
}

function cancelled(cause?: unknown): Failure {
  return new Failure('build.cancelled', 'The build was cancelled; nothing of it was kept.', {}, { cause });
}
