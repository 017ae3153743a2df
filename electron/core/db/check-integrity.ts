import type { Database } from 'better-sqlite3';

/**
 * Reads every page of the database and every reference between tables; returns what is wrong, nothing when all is
 * well. Takes seconds for a history of a million deployments.
 */
export function checkIntegrity(database: Database): readonly string[] {
  const pages = database.prepare<[], string>('PRAGMA quick_check(20)').pluck().all();
  if (pages.length !== 1 || pages[0] !== 'ok') return pages;
  return database
    .prepare<[], { table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check')
    .all()
    .map(({ table, rowid, parent }) => `${table} ${rowid ?? '?'} refers to a missing row of ${parent}`);
}
