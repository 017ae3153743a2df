import { versionName } from '../../../shared/model/release.ts';
import type { Release } from '../../../shared/model/release.ts';
import { silentLog } from '../runtime/log.ts';
import { Failure } from '../runtime/failure.ts';
import { buildRelease } from './build-release.ts';
import { gatherInputs } from './gather-inputs.ts';
import { pickBuildHost } from './pick-build-host.ts';
import type { ReleaseDeps } from './release-deps.ts';

/**
 * Whether a build now would start from the very inputs that the release was made from: context, Dockerfile, arguments,
 * target, platform, and every base image. False also when that cannot be found out, for example because the folder is
 * gone.
 */
export async function rebuildable(
  deps: ReleaseDeps,
  release: Release,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    return (await currentInputHash(deps, release.app, signal)) === release.inputHash;
  } catch (error) {
    signal?.throwIfAborted();
    deps.log.debug('the inputs of a release could not be compared', {
      release: release.tag,
      reason: error instanceof Error ? error.message : String(error),
    });
    return false;
  }
}

/**
 * Builds again what a release was built from. What comes out is a release of its own, with the next version: an image
 * that was made twice is two images. `release.image-gone` when the inputs are no longer the same.
 */
export async function rebuildRelease(
  deps: ReleaseDeps,
  release: Release,
  signal?: AbortSignal,
): Promise<Release> {
  const stop = signal ? { signal } : {};
  if (!(await rebuildable(deps, release, signal))) throw changed(release);
  const outcome = await buildRelease(deps, { app: release.app, ...stop });
  // Somebody may have saved a file since the comparison.
  if (outcome.release.inputHash !== release.inputHash) throw changed(release);
  return outcome.release;
}

async function currentInputHash(
  deps: ReleaseDeps,
  app: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const config = await deps.appConfig(app);
  const host = pickBuildHost(deps.stores, config, undefined);
  const engine = await deps.engineOf(host.id);
  const stop = signal ? { signal } : {};
  const inputs = await gatherInputs({
    deps: { ...deps, log: silentLog },
    id: '',
    config,
    host,
    engine,
    command: { app, ...stop },
    report: () => undefined,
    stop,
  });
  await inputs.close();
  return inputs.hash;
}

function changed(release: Release): Failure {
  const { app, version } = release;
  return new Failure(
    'release.image-gone',
    `The image of ${app} ${versionName(version)} is gone, and what it was built from has changed since, so it cannot be made again. Build a new release with twinberth build ${app}.`,
    { app, version },
  );
}
