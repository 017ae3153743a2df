import { Failure } from '../../runtime/failure.ts';

/** The system's error code (`ENOENT`), where an error has one. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What could not be read, and why. A path that is gone is `context.invalid` and worth another try. */
export function unreadable(path: string, error: unknown): Failure {
  const reason = errnoOf(error) ?? String(error);
  if (reason === 'ENOENT' || reason === 'ENOTDIR') return changed(path, 'has vanished');
  const problem = READ_PROBLEMS.get(reason) ?? reason;
  return new Failure(
    'disk.read',
    `${path} cannot be read: ${problem}. Correct that, or leave it out with .dockerignore.`,
    { path, reason },
    { cause: error },
  );
}

/** `what` completes "FILE …": a file that is written to while the context is packed. */
export function changed(path: string, what: string): Failure {
  return new Failure(
    'context.invalid',
    `${path} ${what} while the build context was being read. Try again when nothing writes there, or leave it out with .dockerignore.`,
    { path },
    { retry: true },
  );
}

const READ_PROBLEMS = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'the system does not permit it'],
  ['EIO', 'the disk reports an error'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'its path is too long for this system'],
]);
