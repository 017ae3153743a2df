import { LABEL } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import type { BuildJob } from './build-job.ts';

/**
 * Removes what builds that came to nothing left on the host: this one (`own`), those that failed or were cancelled, and
 * those whose process died. Test containers, and images without a tag: an engine may finish an image just after the
 * connection was cut. Never rejects: leftovers cost some disk, and hiding why a build failed would cost more.
 */
export async function clearLeftovers(job: BuildJob, options: { readonly own: boolean }): Promise<void> {
  const { deps, engine, config } = job;
  const isLeft = (labels: Readonly<Record<string, string>>): boolean => {
    const build = labels[LABEL.build];
    if (build === undefined) return false;
    if (build === job.id) return options.own;
    const state = deps.stores.builds.get(build)?.state;
    return state === 'failed' || state === 'cancelled';
  };
  try {
    for (const container of await engine.containers.list({ [LABEL.role]: 'test', [LABEL.app]: config.app })) {
      if (isLeft(container.labels)) await engine.containers.remove(container.id);
    }
    for (const image of await engine.images.list({ [LABEL.role]: 'image', [LABEL.app]: config.app })) {
      if (image.tags.length === 0 && isLeft(image.labels)) await engine.images.remove(image.id);
    }
  } catch (error) {
    deps.log.warn('what a failed build left could not be removed', { reason: toFailure(error).message });
  }
}
