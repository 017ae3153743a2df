import type { EngineImage } from '../engine/engine.ts';
import { isFailure } from '../runtime/failure.ts';
import { note } from './build-job.ts';
import type { BuildJob } from './build-job.ts';
import { pullImage } from './pull-image.ts';

export interface ResolveOptions {
  /** `if-missing`: what the engine has is good enough. `newest`: ask the registry first. */
  readonly when: 'if-missing' | 'newest';
  /** `os/arch[/variant]`. */
  readonly platform?: string;
}

/**
 * The image of a reference on the job's engine, pulled when it has to be. An image that cannot be pulled but is there is
 * used as it is, and a note says so: it may be one that never was in a registry. Rejects with `pull.failed` and whatever
 * else a pull rejects with.
 */
export async function resolveImage(
  job: BuildJob,
  reference: string,
  options: ResolveOptions,
): Promise<EngineImage> {
  const there = await job.engine.images.inspect(reference);
  const usable = there && isForPlatform(there, options.platform) ? there : undefined;
  // A digest names one image for ever: there is nothing newer to ask for.
  if (usable && (options.when === 'if-missing' || reference.includes('@'))) return usable;
  try {
    return await pullImage(job.deps, job.engine, reference, {
      ...job.stop,
      ...(options.platform === undefined ? {} : { platform: options.platform }),
      onProgress: (progress) => job.report({ stage: 'pull', progress }),
    });
  } catch (error) {
    if (!usable || !isFailure(error, 'pull.failed', 'image.missing', 'config.invalid', 'permission'))
      throw error;
    const reason = error.details['engine'];
    note(
      job,
      `${reference} could not be pulled (${typeof reason === 'string' ? reason : error.message}); using the one that ${job.host.name} has.`,
    );
    return usable;
  }
}

function isForPlatform(image: EngineImage, platform: string | undefined): boolean {
  if (platform === undefined) return true;
  const [os, architecture, variant] = platform.split('/');
  return (
    image.os === os &&
    (architecture === undefined || image.architecture === architecture) &&
    (variant === undefined || image.variant === undefined || image.variant === variant)
  );
}
