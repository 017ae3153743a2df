import { createHash } from 'node:crypto';
import type { ContextEntry, ContextFile, ContextProgress } from './context-entry.ts';
import { hashFields } from './hash-fields.ts';
import { openContextFile } from './read-context-file.ts';
import type { StatCache } from './stat-cache.ts';

export interface ContextHash {
  /** sha256 (hex) over path, mode, link target and content of every entry; times and owners do not count. */
  readonly digest: string;
  readonly files: number;
  /** Sum of the files' sizes. */
  readonly bytes: number;
  /** Files that had to be read, because the cache did not vouch for them. */
  readonly filesRead: number;
}

export interface HashOptions {
  readonly onProgress?: (progress: ContextProgress) => void;
}

/** Bytes read at a time; larger ones gain nothing measurable. */
const READ_SIZE = 1024 * 1024;

/**
 * Identifies a context by what is in it. A file's content is taken from the cache where size, times and inode are still
 * those of the last time; what had to be read is put into the cache. Synchronous: run it in a worker.
 *
 * Fails as `packContext` does for files that cannot be read or change meanwhile.
 */
export function hashContext(
  root: string,
  entries: Iterable<ContextEntry>,
  cache: StatCache,
  options: HashOptions = {},
): ContextHash {
  const buffer = Buffer.allocUnsafeSlow(READ_SIZE);
  const fields = hashFields('twinberth context 1');
  let files = 0;
  let bytes = 0;
  let filesRead = 0;
  for (const entry of entries) {
    if (entry.kind === 'folder') fields.add('folder', entry.path, entry.mode.toString(8));
    else if (entry.kind === 'link') fields.add('link', entry.path, entry.target);
    else {
      const known = cache.find(entry);
      const digest = known ?? hashFile(root, entry, buffer);
      if (known === undefined) filesRead++;
      cache.keep(entry, digest);
      fields.add('file', entry.path, entry.mode.toString(8), digest);
      files++;
      bytes += entry.size;
      options.onProgress?.({ files, bytes });
    }
  }
  return { digest: fields.digest(), files, bytes, filesRead };
}

function hashFile(root: string, entry: ContextFile, buffer: Buffer): string {
  const hash = createHash('sha256');
  const file = openContextFile(root, entry);
  try {
    for (let left = entry.size; left > 0;) {
      const length = Math.min(left, buffer.length);
      file.read(buffer, 0, length);
      hash.update(buffer.subarray(0, length));
      left -= length;
    }
    file.verify();
  } finally {
    file.close();
  }
  return hash.digest('hex');
}
