import { randomBytes } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES_IN_FOLDER = 100;

/**
 * A build context of so many files and bytes, in folders of 100, two deep. Sizes are spread evenly from half to one and a
 * half times the mean; contents are random and different from each other.
 */
export function fillContext(root: string, files: number, bytes: number): void {
  const mean = bytes / files;
  const pool = randomBytes(Math.ceil(mean * 100));
  for (let index = 0; index < files; index++) {
    const group = Math.floor(index / FILES_IN_FOLDER);
    const folder = join(root, `group${group % 20}`, `folder${group}`);
    if (index % FILES_IN_FOLDER === 0) mkdirSync(folder, { recursive: true });
    const size = Math.floor(mean * (0.5 + ((index * 7919) % 1000) / 1000));
    const start = (index * 104_729) % (pool.length - size);
    const content = Buffer.from(pool.subarray(start, start + size));
    content.writeUInt32LE(index);
    writeFileSync(join(folder, `file${index}.bin`), content);
  }
  writeFileSync(join(root, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
}

/** Adds one large file that takes no space on disk. */
export function growContext(root: string, bytes: number): void {
  const file = join(root, 'large.bin');
  writeFileSync(file, '');
  truncateSync(file, bytes);
}
