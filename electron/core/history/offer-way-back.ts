import { Failure, isFailure } from '../runtime/failure.ts';
import { newestGoodBackup } from './backup-folder.ts';

/** What a damaged history is told with: what was found, that it was left as it is, and the two ways back. */
export function offerWayBack(error: unknown, backups: string): unknown {
  if (!isFailure(error, 'history.damaged')) return error;
  const { path, what, message } = error.details;
  const newest = newestGoodBackup(backups);
  const restore =
    newest === undefined
      ? 'There is no backup of it that could be restored.'
      : `\`twinberth restore ${newest.path}\` puts the backup of ${new Date(newest.at).toISOString()} in its place.`;
  return new Failure(
    'history.damaged',
    `The history ${String(path)} is damaged: ${String(what ?? message)}. It was left as it is, and what runs keeps running.\n${restore}\n\`twinberth history rebuild\` writes a new one from what runs. Either way the damaged file is kept beside it.`,
    { ...error.details, ...(newest === undefined ? {} : { backup: newest.path }) },
    { cause: error },
  );
}
