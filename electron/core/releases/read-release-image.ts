import type { Release } from '../../../shared/model/release.ts';
import type { EngineImage } from '../engine/engine.ts';
import type { ImageStep } from '../engine/image-usage.ts';
import { toFailure } from '../runtime/failure.ts';
import type { ReleaseDeps } from './release-deps.ts';

export interface ReadImage {
  readonly image?: EngineImage;
  /** How it was made, oldest first. */
  readonly steps?: readonly ImageStep[];
  /** Why there is no image. */
  readonly problem?: string;
}

/** A release's image, from the first host that is known to have it and answers. Never rejects. */
export async function readReleaseImage(
  deps: Pick<ReleaseDeps, 'stores' | 'engineOf'>,
  release: Release,
): Promise<ReadImage> {
  const problems: string[] = [];
  for (const host of deps.stores.hosts.list()) {
    const id = deps.stores.releases.engineId(release.id, host.id);
    if (id === undefined) continue;
    try {
      const engine = await deps.engineOf(host.id);
      const image = await engine.images.inspect(id);
      if (image !== undefined) return { image, steps: await engine.images.history(id) };
    } catch (error) {
      problems.push(`${host.name}: ${toFailure(error).message}`);
    }
  }
  const why = problems.length === 0 ? '' : ` ${problems.join(' ')}`;
  return { problem: `The image of ${release.tag} is on no host that answers.${why}` };
}
