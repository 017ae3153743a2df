import type { Engine, PullProgress } from '../../engine/engine.ts';

/**
 * Engine ID of an edge image. While the reference stays the same, the image that the running edge was made from is kept:
 * a tag that moved upstream must not turn the next deployment into an interruption.
 */
export async function resolveEdgeImage(
  engine: Engine,
  wanted: string,
  running: { readonly reference: string; readonly image: string } | undefined,
  pull?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: PullProgress) => void },
): Promise<string> {
  if (running !== undefined && running.reference === wanted) return running.image;
  const present = await engine.images.inspect(wanted);
  if (present !== undefined) return present.id;
  if (pull === undefined) return '';
  return (await engine.images.pull(wanted, pull)).id;
}
