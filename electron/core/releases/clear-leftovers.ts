import { LABEL } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import type { BuildJob } from './build-job.ts';

/**
 * Removes images without a tag that this build, or an earlier one that came to nothing, left on the host. An engine may
 * finish an image just after the connection was cut, so what a cancelled build left is looked for again by the next one.
 * Never rejects: leftovers cost some disk, and hiding the reason why a build failed would cost more.
 */
export async function clearLeftovers(job: BuildJob, options: { readonly own: boolean }): Promise<void> {
  const { deps, engine, config } = job;
  try {
    for (const image of await engine.images.list({ [LABEL.role]: 'image', [LABEL.app]: config.app })) {
      const build = image.labels[LABEL.build];
      if (build === undefined || image.tags.length > 0) continue;
      const state = build === job.id ? undefined : deps.stores.builds.get(build)?.state;
      const isLeft = state === 'failed' || state === 'cancelled' || (options.own && build === job.id);
      if (isLeft) await engine.images.remove(image.id);
    }
  } catch (error) {
    deps.log.warn('what a failed build left could not be removed', { reason: toFailure(error).message });
  }
}
