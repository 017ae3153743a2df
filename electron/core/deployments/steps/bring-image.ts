import { formatBytes } from '../../runtime/format-bytes.ts';
import type { Swap } from '../swap.ts';

/** Makes sure that the very image of the release is on the host, and fills in its engine ID. */
export async function bringImage(swap: Swap): Promise<string | undefined> {
  const { deps, release, host, found } = swap;
  found.image = await deps.ensureImage(release, host, {
    signal: swap.signal,
    onProgress: ({ text, currentBytes, totalBytes }) => {
      if (currentBytes === undefined) swap.report({ kind: 'note', text });
      else
        swap.report({
          kind: 'bytes',
          text,
          current: currentBytes,
          ...(totalBytes === undefined ? {} : { total: totalBytes }),
        });
    },
  });
  await swap.lock.takeOnEngine(swap.engine, found.image);
  return `${release.tag}, ${formatBytes(release.sizeBytes)}, identity verified`;
}
