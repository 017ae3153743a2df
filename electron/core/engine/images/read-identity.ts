import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { z } from 'zod';
import type { ImageIdentity } from '../../../../shared/model/image-identity.ts';
import { Failure, isFailure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { EngineImage } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { inspectImage } from './inspect-image.ts';

/**
 * The portable identity of an image. On the classic store the engine's ID is the digest of the configuration; on the
 * containerd store only the image's own files tell it, so the `save` stream is read until it came by.
 * Rejects with `image.missing`.
 */
export async function readIdentity(connection: EngineConnection, id: string): Promise<ImageIdentity> {
  const [image, store] = await Promise.all([inspectImage(connection, id), connection.imageStore()]);
  if (!image)
    throw new Failure('image.missing', `There is no image ${id} on ${connection.endpoint}.`, {
      image: id,
      endpoint: connection.endpoint,
    });
  return {
    configDigest: store === 'classic' ? image.id : await readConfigDigest(connection, image),
    layers: image.layers,
    platform: [image.os, image.architecture, image.variant].filter(Boolean).join('/'),
  };
}

async function readConfigDigest(connection: EngineConnection, image: EngineImage): Promise<string> {
  const saved = await connection.http.stream({
    method: 'GET',
    path: apiPath('images', image.id, 'get'),
    limitMs: LIMIT.firstByte,
    about: { kind: 'image', doing: `read the identity of image ${image.id}` },
  });
  try {
    const digest = await findConfigDigest(saved.body, image);
    if (digest !== undefined) return digest;
  } finally {
    saved.close();
  }
  throw new Failure(
    'identity.mismatch',
    `The engine at ${connection.endpoint} saves image ${image.id} without a configuration that has its layers.`,
    { endpoint: connection.endpoint, image: image.id },
  );
}

/** Configurations are small; what is larger is a layer. */
const CONFIG_BYTES = 4 * 1024 * 1024;

/**
 * Looks through a `docker save` stream for the configuration with the image's layers and platform, and returns its
 * digest. The stream lists files in the order of their names, `manifest.json`, which names the configuration, being
 * one of the last; the configuration itself is recognised by its content, which may spare most of the layers. Rejects with
 * `engine.failed` for an archive that cannot be read, and with what the stream fails with.
 */
export async function findConfigDigest(
  tar: AsyncIterable<Buffer>,
  image: Pick<EngineImage, 'layers' | 'os' | 'architecture'>,
): Promise<string | undefined> {
  const unpack = extract();
  // What goes wrong with the source ends the iteration below.
  pipeline(Readable.from(tar, { objectMode: false }), unpack, () => undefined);
  try {
    for await (const entry of unpack) {
      if (entry.header.type !== 'file' || entry.header.size > CONFIG_BYTES) {
        entry.resume();
        continue;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      const content = Buffer.concat(chunks);
      if (isConfigOf(content, image)) return `sha256:${createHash('sha256').update(content).digest('hex')}`;
    }
  } catch (error) {
    throw toUnreadable(error);
  }
  return undefined;
}

/** Cut off or damaged on its way; what the source itself fails with says so already. */
function toUnreadable(error: unknown): Failure {
  if (isFailure(error)) return error;
  const words = error instanceof Error ? error.message : String(error);
  return new Failure(
    'engine.failed',
    `What the engine saved of an image is no archive that can be read: ${words}. Try again.`,
    { reason: words },
    { cause: error, retry: true },
  );
}

const config = z.object({
  os: z.string(),
  architecture: z.string(),
  rootfs: z.object({ diff_ids: z.array(z.string()).nullish() }),
});

function isConfigOf(content: Buffer, image: Pick<EngineImage, 'layers' | 'os' | 'architecture'>): boolean {
  if (content[0] !== 0x7b) return false;
  let value: unknown;
  try {
    value = JSON.parse(content.toString('utf8'));
  } catch {
    return false;
  }
  const parsed = config.safeParse(value);
  if (!parsed.success) return false;
  const layers = parsed.data.rootfs.diff_ids ?? [];
  return (
    parsed.data.os === image.os &&
    parsed.data.architecture === image.architecture &&
    layers.length === image.layers.length &&
    layers.every((layer, index) => layer === image.layers[index])
  );
}
