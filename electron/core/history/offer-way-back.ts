import { Failure, isFailure } from '../runtime/failure.ts';
import { newestGoodBackup } from './backup-folder.ts';
import type { BackupFile } from './history-commands.ts';

/** What a damaged history is told with: what was found, that it was left as it is, and the two ways back. */
export function offerWayBack(error: unknown, backups: string): unknown {
  return isFailure(error, 'history.damaged') ? nameWaysBack(error, newestGoodBackup(backups)) : error;
}

/** The same for a `history.damaged` of any origin, with the newest backup that reads well. */
export function nameWaysBack(error: Failure, newest: BackupFile | undefined): Failure {
  const { path, what, message } = error.details;
  return new Failure(
    'history.damaged',
    `The history ${String(path)} is damaged: ${String(what ?? message)}. It was left as it is, and what runs keeps running.\n${waysBack(newest)}`,
    { ...error.details, ...(newest === undefined ? {} : { backup: newest.path }) },
    { cause: error },
  );
}

/** Two lines: to restore, and to rebuild. */
export function waysBack(newest: BackupFile | undefined): string {
  const restore =
    newest === undefined
      ? 'There is no backup of it that could be restored.'
      : `\`twinberth restore ${newest.path}\` puts the backup of ${new Date(newest.at).toISOString()} in its place.`;
  return `${restore}\n\`twinberth history rebuild\` writes a new one from what runs. Either way the damaged file is kept beside it.`;
}
