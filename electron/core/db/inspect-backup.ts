import { existsSync } from 'node:fs';

import SqliteDatabase from 'better-sqlite3';

import { Failure, isFailure } from '../runtime/failure.ts';
import { checkIntegrity } from './check-integrity.ts';
import { inspectHistory } from './inspect-history.ts';
import { schemaVersion } from './migrate.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { toHistoryFailure } from './sqlite-failure.ts';

/** What a copy of a history holds. */
export interface BackupContent {
  readonly schema: number;
  readonly deployments: number;
  /** When the last of them began, milliseconds since 1970; absent when there is none. */
  readonly lastAt?: number;
}

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Reads a copy of a history from end to end: every page, every reference. Throws `history.damaged` when it cannot be trusted,
 * `history.newer`, `usage` when there is no such file, `permission`.
 */
export function inspectBackup(path: string): BackupContent {
  if (!existsSync(path)) throw new Failure('usage', `There is no file ${path}.`, { path });
  try {
    inspectHistory(path, ALL_MIGRATIONS.length, BUSY_TIMEOUT_MS);
    return readContent(path);
  } catch (error) {
    const failure = toHistoryFailure(error, path);
    if (isFailure(failure, 'history.damaged')) {
      const { what, message } = failure.details;
      throw useless(path, String(what ?? message));
    }
    throw failure;
  }
}

function readContent(path: string): BackupContent {
  const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
  try {
    const schema = schemaVersion(database);
    if (schema === 0) throw useless(path, 'it holds no history');
    const [problem] = checkIntegrity(database);
    if (problem !== undefined) throw useless(path, problem);
    const { deployments, lastAt } = database
      .prepare<[], { readonly deployments: number; readonly lastAt: number | null }>(
        'SELECT count(*) AS deployments, max(started_at) AS lastAt FROM deployments',
      )
      .get() ?? { deployments: 0, lastAt: null };
    return { schema, deployments, ...(lastAt === null ? {} : { lastAt }) };
  } finally {
    database.close();
  }
}

function useless(path: string, what: string): Failure {
  return new Failure('history.damaged', `${path} cannot be put in place of the history: ${what}.`, {
    path,
    what,
  });
}
