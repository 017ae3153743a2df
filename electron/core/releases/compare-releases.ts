import type { ReleaseComparison } from '../../../shared/model/release-views.ts';
import { sameIdentity } from '../../../shared/model/image-identity.ts';
import type { Release } from '../../../shared/model/release.ts';
import { compareImages } from './compare-images.ts';
import { compareSources } from './compare-sources.ts';
import { pairLayers } from './pair-layers.ts';
import { readReleaseImage } from './read-release-image.ts';
import type { ReleaseDeps } from './release-deps.ts';
import { requireRelease } from './require-release.ts';

/**
 * What differs between two releases of an app. What is recorded is always compared; what only the images say (labels,
 * variables, sizes …) as long as a host that answers has them. `app.unknown`, `release.unknown`.
 */
export async function compareReleases(
  deps: Pick<ReleaseDeps, 'stores' | 'engineOf'>,
  app: string,
  versions: { readonly from: number; readonly to: number },
): Promise<ReleaseComparison> {
  const from = requireRelease(deps.stores, app, versions.from);
  const to = requireRelease(deps.stores, app, versions.to);
  const [before, after] = await Promise.all([from, to].map((release) => readReleaseImage(deps, release)));
  const missing = [before, after].flatMap((read) => (read?.problem === undefined ? [] : [read.problem]));
  const images =
    before?.image === undefined || after?.image === undefined ? [] : compareImages(before.image, after.image);
  return {
    from,
    to,
    sameImage: sameIdentity(from.identity, to.identity),
    changes: [...images, ...compareSources(from, to)],
    layers: pairLayers(layersOf(from, before?.steps), layersOf(to, after?.steps)),
    ...(missing.length === 0 ? {} : { problem: missing.join(' ') }),
  };
}

function layersOf({ identity }: Release, steps: Parameters<typeof pairLayers>[0]['steps']) {
  return { diffIds: identity.layers, steps };
}
