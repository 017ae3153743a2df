import SqliteDatabase from 'better-sqlite3';

import { Failure } from '../runtime/failure.ts';

type HistoryCode =
  | 'history.locked'
  | 'history.damaged'
  | 'disk.full'
  | 'permission'
  | 'disk.read'
  | 'setting.invalid'
  | 'internal';

/** Whatever SQLite or the file system threw about the history file, as a `Failure`; a `Failure` stays what it is. */
export function toHistoryFailure(error: unknown, path: string): unknown {
  if (error instanceof Failure) return error;
  const reason = codeOf(error);
  if (reason === undefined) return error;
  const code = classify(reason);
  const message = error instanceof Error ? error.message : String(error);
  return new Failure(
    code,
    explain(code, path, message),
    { path, reason, message },
    { cause: error, retry: code === 'history.locked' },
  );
}

/** The history cannot be trusted; `what` says what was found. The file is left as it is. */
export function damaged(path: string, what: string): Failure {
  return new Failure(
    'history.damaged',
    `The history ${path} is damaged: ${what}. It was left as it is, and what runs keeps running.\n\`twinberth restore\` puts a backup in its place, \`twinberth history rebuild\` writes a new one from what runs.`,
    { path, what },
  );
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof SqliteDatabase.SqliteError) return error.code;
  if (error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string')
    return error.code;
  return undefined;
}

/** Result codes: https://www.sqlite.org/rescode.html; a full disk shows as SHMSIZE when the shared memory file grows. */
function classify(reason: string): HistoryCode {
  if (/^SQLITE_(BUSY|LOCKED)/.test(reason)) return 'history.locked';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(reason)) return 'history.damaged';
  if (/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/.test(reason)) return 'disk.full';
  if (/^(SQLITE_(READONLY|PERM|CANTOPEN|AUTH)|EACCES|EPERM|EROFS)/.test(reason)) return 'permission';
  if (/^(SQLITE_IOERR|EIO)/.test(reason)) return 'disk.read';
  if (/^(ENOTDIR|EEXIST|EISDIR|ENAMETOOLONG|ELOOP|ENOENT)$/.test(reason)) return 'setting.invalid';
  return 'internal';
}

function explain(code: HistoryCode, path: string, message: string): string {
  switch (code) {
    case 'history.locked':
      return `The history ${path} is being written by another process and stayed locked. Try again; if it stays so, look for a process that hangs.`;
    case 'history.damaged':
      return damaged(path, message).message;
    case 'disk.full':
      return `There is no room left on the disk of ${path}. Free some and run the command again; nothing half-written remains.`;
    case 'permission':
      return `The history ${path} or its folder may not be written by this user. Correct its owner or mode, or choose another folder with TWINBERTH_HOME.`;
    case 'disk.read':
      return `The disk reported an error for ${path}: ${message}. Check the disk before going on.`;
    case 'setting.invalid':
      return `${path} cannot be a history file: ${message}. Choose another folder with TWINBERTH_HOME.`;
    case 'internal':
      return `The history ${path} refused a write or a query: ${message}.`;
  }
}
