import type { EngineImage } from '../engine/engine.ts';
import { Failure, isFailure } from '../runtime/failure.ts';
import type { BuildJob } from './build-job.ts';
import type { ImageReference } from './context/list-base-images.ts';
import { repoDigestFor } from './repo-digest.ts';
import { resolveImage } from './resolve-image.ts';

/** What a base image was when it was looked at. */
export interface BaseIdentity {
  readonly reference: string;
  /** `sha256:…` of its configuration. */
  readonly digest: string;
  /** `sha256:…` under which a registry has it; undefined for an image that no registry gave. */
  readonly registryDigest?: string;
}

/**
 * Identifies every base image, and pulls those that the engine does not have (with `pull`, all of them): the builder
 * has no credentials of its own, and what it would fetch by itself could not be part of the input hash. `platform` is
 * what is built for, where that was asked for.
 * Rejects with `pull.failed` and the line of the Dockerfile.
 */
export async function identifyBases(
  job: BuildJob,
  bases: readonly ImageReference[],
  platform: string | undefined,
): Promise<readonly BaseIdentity[]> {
  const identities: BaseIdentity[] = [];
  for (const base of bases) {
    const image = await resolveBase(job, base, base.platform ?? platform);
    const digest = repoDigestFor(image.repoDigests, base.reference)?.split('@')[1];
    identities.push({
      reference: base.reference,
      digest: (await job.engine.images.identity(image.id)).configDigest,
      ...(digest === undefined ? {} : { registryDigest: digest }),
    });
  }
  return identities;
}

async function resolveBase(
  job: BuildJob,
  base: ImageReference,
  platform: string | undefined,
): Promise<EngineImage> {
  try {
    return await resolveImage(job, base.reference, {
      when: job.command.pull === true ? 'newest' : 'if-missing',
      ...(platform === undefined ? {} : { platform }),
    });
  } catch (error) {
    if (!isFailure(error, 'pull.failed', 'image.missing')) throw error;
    throw new Failure(
      'pull.failed',
      `The base image of line ${base.line} of the Dockerfile, ${base.reference}, is not on ${job.host.name} and cannot be pulled. ${error.message}`,
      { ...error.details, line: base.line, reference: base.reference },
      { cause: error, retry: error.retry },
    );
  }
}
