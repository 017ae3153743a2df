import { isAbsolute, join, resolve } from 'node:path';

/** What relative paths in a file mean. */
export interface PathBase {
  /** Absolute folder of the file. */
  readonly directory: string;
  /** The user's home folder: `~`. */
  readonly userHome: string;
}

/** An absolute path from one that may be relative to the file's folder or begin with `~/`. */
export function resolveUserPath(path: string, base: PathBase): string {
  if (path === '~' || path.startsWith('~/') || path.startsWith('~\\'))
    return join(base.userHome, path.slice(1));
  return isAbsolute(path) ? resolve(path) : resolve(base.directory, path);
}
