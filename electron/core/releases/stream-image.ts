import type { Engine } from '../engine/engine.ts';
import { countBytes } from '../runtime/count-bytes.ts';

export interface StreamImageOptions {
  readonly signal?: AbortSignal;
  /** Bytes that went over so far. */
  readonly onBytes?: (bytes: number) => void;
}

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
  const counted = countBytes(tar, (bytes) => options.onBytes?.(bytes));
  try {
    await to.images.load(counted, stop);
  } finally {
    tar.destroy();
    counted.destroy();
  }
}
