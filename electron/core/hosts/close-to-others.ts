import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Something in a folder whose mode lets others than its owner in. */
export interface OpenToOthers {
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
}

/** The folder itself and whatever lies in it that its group or everybody may read, write or enter; links are not followed. */
export async function findOpenToOthers(folder: string): Promise<readonly OpenToOthers[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const inside = entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const found: OpenToOthers[] = [];
  for (const path of [folder, ...inside]) {
    // Companions of the database and drafts come and go.
    const mode = await lstat(path).then(
      (stats) => stats.mode & 0o777,
      () => 0,
    );
    if ((mode & OTHERS) !== 0) found.push({ path, mode });
  }
  return found;
}

/** Takes from others what they may; what its owner may stays. Returns whether all of it was to be done. */
export async function closeToOthers(found: readonly OpenToOthers[]): Promise<boolean> {
  const closed = await Promise.allSettled(found.map(({ path, mode }) => chmod(path, mode & ~OTHERS)));
  return closed.every(({ status }) => status === 'fulfilled');
}

const OTHERS = 0o077;
