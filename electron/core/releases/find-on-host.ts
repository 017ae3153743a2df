import type { Host } from '../../../shared/model/host.ts';
import { sameIdentity } from '../../../shared/model/image-identity.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { Engine } from '../engine/engine.ts';
import { isFailure } from '../runtime/failure.ts';
import type { ReleaseDeps } from './release-deps.ts';
import { inputTag } from './release-tags.ts';

/**
 * The engine's own ID of a release's image on a host, or undefined when it is not there. Recorded IDs and tags only say
 * where to look; an image counts when its portable identity is the recorded one.
 */
export async function findOnHost(
  deps: Pick<ReleaseDeps, 'stores'>,
  engine: Engine,
  release: Release,
  host: Host,
): Promise<string | undefined> {
  const recorded = deps.stores.releases.engineId(release.id, host.id);
  const places = [
    ...(recorded === undefined ? [] : [recorded]),
    // On the classic store this is the image's ID; the containerd store does not know it by that.
    release.identity.configDigest,
    release.tag,
    inputTag(release.app, release.inputHash),
    ...(release.source.kind === 'image' && release.source.pinned !== undefined
      ? [release.source.pinned]
      : []),
  ];
  const looked = new Set<string>();
  for (const place of places) {
    const image = await engine.images.inspect(place);
    if (!image || looked.has(image.id)) continue;
    looked.add(image.id);
    if (!(await hasIdentity(engine, image.id, release))) continue;
    if (image.id !== recorded) deps.stores.releases.setEngineId(release.id, host.id, image.id);
    return image.id;
  }
  return undefined;
}

/** Also false when the image went away meanwhile. */
export async function hasIdentity(engine: Engine, image: string, release: Release): Promise<boolean> {
  try {
    return sameIdentity(await engine.images.identity(image), release.identity);
  } catch (error) {
    if (isFailure(error, 'image.missing')) return false;
    throw error;
  }
}
