/** One thing in a build context. Paths are relative to it, with `/`; times and inodes are as `lstat` gives them. */
export type ContextEntry = ContextFolder | ContextFile | ContextLink;

export interface ContextFolder {
  readonly kind: 'folder';
  readonly path: string;
  /** Permission bits, also setuid, setgid and sticky; 0755 on Windows. */
  readonly mode: number;
}

export interface ContextFile {
  readonly kind: 'file';
  readonly path: string;
  readonly mode: number;
  /** Bytes. */
  readonly size: number;
  /** Nanoseconds since 1970. */
  readonly modifiedNs: bigint;
  /** When the inode last changed in any way; unlike `modifiedNs` no program can set it. */
  readonly changedNs: bigint;
  readonly inode: bigint;
}

/** Kept as a link, wherever it points. */
export interface ContextLink {
  readonly kind: 'link';
  readonly path: string;
  readonly target: string;
}

/** How far a walk, a hash or a pack has come. */
export interface ContextProgress {
  readonly files: number;
  readonly bytes: number;
}
