import type { Database } from 'better-sqlite3';

import { Failure } from '../runtime/failure.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * Brings the schema to the newest version, each migration in a transaction of its own. Two processes may do this at
 * the same time: the write lock is taken before the version is read, so the second one finds the work done.
 * Throws `history.newer` when the database is ahead of the migrations.
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  assertOrdered(migrations);
  const newest = migrations.length;
  while (schemaVersion(database) < newest) {
    database.transaction(() => applyNext(database, migrations)).immediate();
  }
  const version = schemaVersion(database);
  if (version > newest) throw newer(database.name, version, newest);
}

/** `PRAGMA user_version`: the number of the last migration that was applied, 0 for an empty database. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

export function newer(path: string, version: number, newest: number): Failure {
  return new Failure(
    'history.newer',
    `The history ${path} was written by a newer Twinberth (schema ${version}, this one knows up to ${newest}). It was left as it is; update Twinberth, or choose another folder with TWINBERTH_HOME.`,
    { path, version, newest },
  );
}

export function assertOrdered(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1)
      throw new Error(`migration ${migration.name} has number ${migration.version} in place ${index + 1}`);
  });
}

function applyNext(database: Database, migrations: readonly Migration[]): void {
  const next = migrations[schemaVersion(database)];
  if (!next) return;
  next.up(database);
  database.pragma(`user_version = ${next.version}`);
}
