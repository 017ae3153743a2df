import { Failure } from '../../runtime/failure.ts';

/** Why a folder could not be looked into, with the way out. */
export function unreadableFolder(directory: string, error: unknown): Failure {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  const because = { path: directory, reason: code };
  if (code === 'EACCES' || code === 'EPERM') {
    return new Failure('permission', `${directory} may not be read: give yourself the right to.`, because, {
      cause: error,
    });
  }
  if (code === 'ENOENT')
    return new Failure('disk.read', `There is no folder ${directory}.`, because, { cause: error });
  if (code === 'ENOTDIR')
    return new Failure('disk.read', `${directory} is no folder.`, because, { cause: error });
  return new Failure('disk.read', `${directory} cannot be read (${code}).`, because, { cause: error });
}
