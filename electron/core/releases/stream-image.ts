import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '../engine/engine.ts';

export interface StreamImageOptions {
  readonly signal?: AbortSignal;
  /** Bytes that went over so far. */
  readonly onBytes?: (bytes: number) => void;
}

/** How often at most progress is told, in bytes. */
const TELL_EVERY = 1024 * 1024;

/**
 * Sends an image from one engine to another; it is never stored in between. By ID and not by tag: a load sets the tags
 * that a `save` by tag carries, without asking whether something else has them.
 */
export async function streamImage(
  from: Engine,
  to: Engine,
  image: string,
  options: StreamImageOptions = {},
): Promise<void> {
  const stop = options.signal ? { signal: options.signal } : {};
  const tar = await from.images.save(image, stop);
  const counted = count(tar, options.onBytes);
  try {
    await to.images.load(counted, stop);
  } finally {
    tar.destroy();
    counted.destroy();
  }
}

function count(tar: Readable, onBytes: ((bytes: number) => void) | undefined): Readable {
  let bytes = 0;
  let told = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes - told >= TELL_EVERY) {
        told = bytes;
        onBytes?.(bytes);
      }
      done(null, chunk);
    },
  });
  // An error of the source destroys `counted` with it; its reader tells.
  pipeline(tar, counted).catch(() => undefined);
  return counted;
}
