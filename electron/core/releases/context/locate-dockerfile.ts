import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Failure } from '../../runtime/failure.ts';
import { errnoOf, unreadable } from './context-failures.ts';

export interface LocatedDockerfile {
  /** Absolute, as it was asked for. */
  readonly file: string;
  /** Its path in what is sent: links resolved, `/` between segments. */
  readonly sentAs: string;
  readonly content: Buffer;
}

/** What a Dockerfile from outside of the context is called in what is sent. */
export const OUTSIDE_NAME = '.dockerfile.twinberth';

/** The context's folder with links resolved. Throws `context.invalid` when it is none. */
export function resolveContextFolder(directory: string): string {
  try {
    const root = realpathSync(directory);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw unreadable(directory, error);
    throw new Failure(
      'context.invalid',
      `The build context ${directory} does not exist. Correct build.context in twinberth.yaml.`,
      { path: directory },
    );
  }
  throw new Failure(
    'context.invalid',
    `The build context ${directory} is not a folder. Correct build.context in twinberth.yaml.`,
    { path: directory },
  );
}

/**
 * Reads the Dockerfile, which may lie outside of the context (it is then sent under `OUTSIDE_NAME`) and may be a link.
 * As in Docker, `dockerfile` in lower case does where there is no `Dockerfile`. `root` comes from
 * `resolveContextFolder`. Throws `context.invalid` when there is none.
 */
export function locateDockerfile(root: string, dockerfile: string): LocatedDockerfile {
  const file = pickCase(resolve(root, dockerfile));
  try {
    const content = readFileSync(file);
    const inside = relative(root, realpathSync(file));
    const isInside = inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
    return { file, sentAs: isInside ? inside.split(sep).join('/') : OUTSIDE_NAME, content };
  } catch (error) {
    const reason = errnoOf(error);
    if (reason !== 'ENOENT' && reason !== 'ENOTDIR' && reason !== 'EISDIR') throw unreadable(file, error);
    throw new Failure(
      'context.invalid',
      reason === 'EISDIR'
        ? `${file} is a folder and not a Dockerfile. Correct build.dockerfile in twinberth.yaml.`
        : `There is no Dockerfile at ${file}. Write one, or name another with build.dockerfile in twinberth.yaml.`,
      { path: file },
      { cause: error },
    );
  }
}

function pickCase(file: string): string {
  if (basename(file) !== 'Dockerfile' || existsSync(file)) return file;
  const lower = join(dirname(file), 'dockerfile');
  return existsSync(lower) ? lower : file;
}
