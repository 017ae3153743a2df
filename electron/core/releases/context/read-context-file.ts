import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { ContextFile } from './context-entry.ts';
import { changed, unreadable } from './context-failures.ts';

/** An open file of a context that must still be what the walk saw. */
export interface OpenContextFile {
  /** Fills part of the buffer from where the last read ended, and returns the bytes read: as many as asked for. */
  read(into: Uint8Array, offset: number, length: number): number;
  /** To be called after the last read: throws when the file is not what the walk saw, so that what was read is void. */
  verify(): void;
  close(): void;
}

/**
 * Opens a file of the context. A pipe that has taken its place does not block, a link is not followed, and every way in
 * which it can differ from its entry (gone, shorter, replaced, written to) is a Failure that names it.
 */
export function openContextFile(root: string, file: ContextFile): OpenContextFile {
  const path = `${root}/${file.path}`;
  const fd = open(path);
  return {
    read: (into, offset, length) => {
      const got = readFully(fd, path, into, offset, length);
      if (got < length) throw changed(path, 'became shorter');
      return got;
    },
    verify: () => {
      const now = fstatSync(fd, { bigint: true });
      const same =
        now.isFile() &&
        now.size === BigInt(file.size) &&
        now.mtimeNs === file.modifiedNs &&
        BigInt.asUintN(64, now.ino) === file.inode;
      if (!same) throw changed(path, 'changed');
    },
    close: () => closeSync(fd),
  };
}

/** Windows has neither of the last two; they are undefined there, which counts as 0. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function open(path: string): number {
  try {
    return openSync(path, FLAGS);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readFully(fd: number, path: string, into: Uint8Array, offset: number, length: number): number {
  let got = 0;
  try {
    while (got < length) {
      const count = readSync(fd, into, offset + got, length - got, null);
      if (count === 0) break;
      got += count;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return got;
}
