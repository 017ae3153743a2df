import type { Host } from '../../../shared/model/host.ts';
import { versionName } from '../../../shared/model/release.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { Engine, PullProgress } from '../engine/engine.ts';
import { Failure, isFailure, toFailure } from '../runtime/failure.ts';
import { findOnHost, hasIdentity } from './find-on-host.ts';
import { pullImage } from './pull-image.ts';
import type { ReleaseDeps } from './release-deps.ts';
import { setTags } from './release-tags.ts';
import { streamImage } from './stream-image.ts';

export interface EnsureImageOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
}

/**
 * Makes sure that the very image of a release is on a host and returns the engine's own ID of it, from which containers
 * are created. Looks on the host first, then pulls what was pinned when the release was made, then streams it from
 * another host that has it; in each case the image counts only when its identity is the recorded one.
 *
 * Rejects with `release.image-gone` when no host and no registry has it, `identity.mismatch` when what came is something
 * else, and `engine.*`, `disk.full`.
 */
export async function ensureImageOnHost(
  deps: ReleaseDeps,
  release: Release,
  host: Host,
  options: EnsureImageOptions = {},
): Promise<string> {
  const engine = await deps.engineOf(host.id);
  const there = await findOnHost(deps, engine, release, host);
  if (there !== undefined) return there;
  const brought =
    (await pullPinned(deps, engine, release, host, options)) ??
    (await bringFromOtherHost(deps, engine, release, host, options));
  if (brought === undefined) throw gone(release, host);
  deps.stores.releases.setEngineId(release.id, host.id, brought);
  await keepFromPruning(deps, engine, release, host, brought);
  return brought;
}

async function pullPinned(
  deps: ReleaseDeps,
  engine: Engine,
  release: Release,
  host: Host,
  options: EnsureImageOptions,
): Promise<string | undefined> {
  const pinned = release.source.kind === 'image' ? release.source.pinned : undefined;
  if (pinned === undefined) return undefined;
  try {
    const image = await pullImage(deps, engine, pinned, { ...options, platform: release.identity.platform });
    if (await hasIdentity(engine, image.id, release)) return image.id;
    throw mismatch(release, host, `${pinned} was pulled, and it is another image`, image.id);
  } catch (error) {
    // Another host may still have what the registry no longer gives.
    if (!isFailure(error, 'pull.failed', 'image.missing', 'config.invalid', 'permission')) throw error;
    options.onProgress?.({ text: error.message });
    return undefined;
  }
}

async function bringFromOtherHost(
  deps: ReleaseDeps,
  engine: Engine,
  release: Release,
  host: Host,
  options: EnsureImageOptions,
): Promise<string | undefined> {
  for (const other of deps.stores.hosts.list()) {
    if (other.id === host.id) continue;
    const found = await findOnOther(deps, release, other);
    if (!found) continue;
    const text = `${release.tag} from ${other.name} to ${host.name}`;
    await streamImage(found.engine, engine, found.image, {
      ...(options.signal ? { signal: options.signal } : {}),
      onBytes: (bytes) => options.onProgress?.({ text, currentBytes: bytes, totalBytes: release.sizeBytes }),
    });
    const loaded = await findLoaded(deps, engine, release, host);
    if (loaded !== undefined) return loaded;
    throw mismatch(release, host, `it was sent from ${other.name}, and what arrived is another image`);
  }
  return undefined;
}

async function findOnOther(
  deps: ReleaseDeps,
  release: Release,
  other: Host,
): Promise<{ readonly engine: Engine; readonly image: string } | undefined> {
  try {
    const engine = await deps.engineOf(other.id);
    const image = await findOnHost(deps, engine, release, other);
    return image === undefined ? undefined : { engine, image };
  } catch (error) {
    deps.log.warn('a host could not be asked for an image', {
      host: other.name,
      release: release.tag,
      reason: toFailure(error).message,
    });
    return undefined;
  }
}

/** Where the ID is another one on every store, an image that came without a name is found by its layers. */
async function findLoaded(
  deps: ReleaseDeps,
  engine: Engine,
  release: Release,
  host: Host,
): Promise<string | undefined> {
  const known = await findOnHost(deps, engine, release, host);
  if (known !== undefined) return known;
  for (const image of await engine.images.list({})) {
    const sameLayers =
      image.layers.length === release.identity.layers.length &&
      image.layers.every((layer, index) => layer === release.identity.layers[index]);
    if (sameLayers && (await hasIdentity(engine, image.id, release))) return image.id;
  }
  return undefined;
}

/** An image without a tag goes with the next prune. One tag is enough; somebody else's are left alone. */
async function keepFromPruning(
  deps: ReleaseDeps,
  engine: Engine,
  release: Release,
  host: Host,
  image: string,
): Promise<void> {
  const { app, version, inputHash } = release;
  try {
    await setTags(deps, engine, { app, version, inputHash, image, host });
  } catch (error) {
    if (!isFailure(error, 'tag.taken')) throw error;
    deps.log.warn('a release has no tag on a host', { host: host.name, reason: error.message });
  }
}

function mismatch(release: Release, host: Host, what: string, image?: string): Failure {
  return new Failure(
    'identity.mismatch',
    `The image of ${release.app} ${versionName(release.version)} could not be brought to ${host.name}: ${what}. Nothing was started from it; build a new release (twinberth build ${release.app}).`,
    {
      release: release.tag,
      host: host.name,
      expected: release.identity.configDigest,
      ...(image === undefined ? {} : { image }),
    },
  );
}

function gone(release: Release, host: Host): Failure {
  const { app, version } = release;
  return new Failure(
    'release.image-gone',
    `The image of ${app} ${versionName(version)} is neither on ${host.name} nor on any other host. Build a new release (twinberth build ${app}). Where this one has run before, a rollback with --to ${versionName(version)} --rebuild makes it again while its inputs are unchanged.`,
    { app, version, host: host.name, tag: release.tag },
  );
}
