import type { Readable } from 'node:stream';
import type { SourceConfig } from '../../../shared/model/app-config.ts';
import type { ImageIdentity } from '../../../shared/model/image-identity.ts';
import type { ReleaseSource } from '../../../shared/model/release.ts';
import type { EngineImage } from '../engine/engine.ts';
import type { BuildJob } from './build-job.ts';
import { computeInputHash } from './context/compute-input-hash.ts';
import { hashFields } from './context/hash-fields.ts';
import { listBaseImages } from './context/list-base-images.ts';
import { openContext } from './context/open-context.ts';
import { statCachePath } from './context/stat-cache.ts';
import { identifyBases } from './identify-bases.ts';
import type { BaseIdentity } from './identify-bases.ts';
import { repoDigestFor } from './repo-digest.ts';
import { resolveImage } from './resolve-image.ts';

/** Everything that goes into a release's image, read and identified, before anything is made of it. Close it. */
export type ReleaseInputs = BuildInputs | ImageInputs;

export interface BuildInputs {
  readonly kind: 'build';
  /** sha256 (hex). */
  readonly hash: string;
  readonly source: Extract<ReleaseSource, { kind: 'build' }>;
  /** As the builder is to be asked for it. */
  readonly dockerfile: string;
  readonly dockerfileText: string;
  readonly platform?: string;
  /** What the last stage is made from; undefined for `scratch`. */
  readonly base?: BaseIdentity;
  readonly pack: () => Readable;
  readonly close: () => Promise<void>;
}

export interface ImageInputs {
  readonly kind: 'image';
  readonly hash: string;
  readonly source: Extract<ReleaseSource, { kind: 'image' }>;
  readonly image: EngineImage;
  readonly close: () => Promise<void>;
}

/**
 * Finds out what a release of the app would be made from, pulling what is missing. The same input gives the same hash on
 * every machine; see the context's digest for what counts in a folder. Rejects with `context.invalid`, `disk.read`,
 * `pull.failed`, `engine.*`, `config.invalid` (Docker's own configuration).
 */
export async function gatherInputs(job: BuildJob): Promise<ReleaseInputs> {
  const { source } = job.config;
  return source.kind === 'build' ? gatherBuild(job, source) : gatherImage(job, source);
}

async function gatherBuild(
  job: BuildJob,
  source: Extract<SourceConfig, { kind: 'build' }>,
): Promise<BuildInputs> {
  const info = await job.engine.info();
  const context = await openContext(
    {
      directory: source.context,
      dockerfile: source.dockerfile,
      builder: info.builder,
      cacheFile: statCachePath(job.deps.contextCachePath, source.context),
      now: job.deps.clock.now(),
      windows: process.platform === 'win32',
    },
    {
      ...job.stop,
      onProgress: ({ files, bytes }) => job.report({ stage: 'hash', files, bytes }),
    },
  );
  try {
    const { digest, files, bytes, dockerfile, cacheProblem } = context;
    job.report({ stage: 'hash', files, bytes });
    if (cacheProblem !== undefined)
      job.deps.log.warn('the context cache was not written', { reason: cacheProblem });
    const platform = source.platform ?? `${info.os}/${info.architecture}`;
    const needed = listBaseImages(dockerfile, {
      args: source.args,
      platform,
      ...(source.target === undefined ? {} : { target: source.target }),
    });
    const bases = await identifyBases(job, needed.images, source.platform);
    const base = bases.find((each) => each.reference === needed.base?.reference);
    return {
      kind: 'build',
      hash: computeInputHash({
        contextDigest: digest,
        dockerfileText: dockerfile.text,
        args: source.args,
        ...(source.target === undefined ? {} : { target: source.target }),
        platform,
        bases,
      }),
      source: {
        kind: 'build',
        directory: job.config.directory,
        context: source.context,
        dockerfile: source.dockerfile,
        args: source.args,
        bases: bases.map(({ reference, digest: identity }) => ({ reference, digest: identity })),
        ...(source.target === undefined ? {} : { target: source.target }),
      },
      dockerfile: dockerfile.sentAs,
      dockerfileText: dockerfile.text,
      ...(source.platform === undefined ? {} : { platform: source.platform }),
      ...(base ? { base } : {}),
      // Web servers tell browsers by time and size whether a file has changed. With one time for all releases, a changed
      // file of the same size would pass for the old one; no time ever enters the hash.
      pack: () => context.pack({ modified: Math.floor(job.deps.clock.now() / 1000) }),
      close: () => context.close(),
    };
  } catch (error) {
    await context.close();
    throw error;
  }
}

async function gatherImage(
  job: BuildJob,
  source: Extract<SourceConfig, { kind: 'image' }>,
): Promise<ImageInputs> {
  const image = await resolveImage(job, source.reference, { when: 'newest' });
  const pinned = repoDigestFor(image.repoDigests, source.reference);
  return {
    kind: 'image',
    hash: hashIdentity(await job.engine.images.identity(image.id)),
    source: {
      kind: 'image',
      reference: source.reference,
      ...(pinned === undefined ? {} : { pinned }),
    },
    image,
    close: () => Promise.resolve(),
  };
}

/** What was pulled is all that goes into such a release. */
function hashIdentity({ configDigest, layers, platform }: ImageIdentity): string {
  const fields = hashFields('twinberth image 1');
  fields.add(configDigest, platform, ...layers);
  return fields.digest();
}
