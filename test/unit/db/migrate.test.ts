import { join } from 'node:path';

import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';

import { migrate, schemaVersion } from '../../../electron/core/db/migrate.ts';
import { ALL_MIGRATIONS } from '../../../electron/core/db/migrations/all-migrations.ts';
import type { Migration } from '../../../electron/core/db/migrations/migration.ts';
import { failureOf, temporaryFolder } from './temporary-history.ts';

const migration = (version: number, sql: string): Migration => ({
  version,
  name: `m${version}`,
  up: (database) => void database.exec(sql),
});

const FIRST = migration(1, 'CREATE TABLE notes (text TEXT) STRICT');
const SECOND = migration(2, "ALTER TABLE notes ADD COLUMN author TEXT NOT NULL DEFAULT 'unknown'");
const BROKEN = migration(2, 'CREATE TABLE half (done TEXT) STRICT; CREATE TABLE notes (again TEXT) STRICT');

function emptyDatabase(): Database {
  const database = new SqliteDatabase(join(temporaryFolder(), 'history.db'));
  onTestFinished(() => void database.close());
  return database;
}

/** The pattern for every migration to come: rows made under N - 1 are there, and as wanted, under N. */
function migratedTo(version: number): Database {
  const database = emptyDatabase();
  migrate(database, ALL_MIGRATIONS.slice(0, version));
  return database;
}

describe('migrating', () => {
  test('keeps the rows of the version before', () => {
    const database = emptyDatabase();
    migrate(database, [FIRST]);
    database.exec("INSERT INTO notes VALUES ('kept')");
    migrate(database, [FIRST, SECOND]);
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept', author: 'unknown' }]);
    expect(schemaVersion(database)).toBe(2);
  });

  test('leaves everything as it was when a migration fails', () => {
    const database = emptyDatabase();
    migrate(database, [FIRST]);
    expect(() => migrate(database, [FIRST, BROKEN])).toThrow('already exists');
    expect(database.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['notes']);
    expect(schemaVersion(database)).toBe(1);
  });

  test('does nothing the second time', () => {
    const database = emptyDatabase();
    migrate(database, [FIRST, SECOND]);
    const before = database.pragma('schema_version', { simple: true });
    migrate(database, [FIRST, SECOND]);
    expect(database.pragma('schema_version', { simple: true })).toBe(before);
  });

  test('refuses a database that is ahead', () => {
    const database = emptyDatabase();
    migrate(database, [FIRST, SECOND]);
    expect(failureOf(() => migrate(database, [FIRST])).code).toBe('history.newer');
  });

  test('refuses a list with a gap, a repetition or a wrong order', () => {
    const database = emptyDatabase();
    expect(() => migrate(database, [SECOND])).toThrow('number 2 in place 1');
    expect(() => migrate(database, [FIRST, FIRST])).toThrow('number 1 in place 2');
    expect(() => migrate(database, [SECOND, FIRST])).toThrow('number 2 in place 1');
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
  });
});

describe('0001 initial', () => {
  test('makes strict tables with whole references', () => {
    const database = migratedTo(1);
    const tables = database.prepare<[], { name: string; strict: number }>('PRAGMA table_list').all();
    const ours = tables.filter(({ name }) => !name.startsWith('sqlite_'));
    expect(ours.map(({ name }) => name)).toContain('deployments');
    expect(ours.filter(({ strict }) => strict === 0)).toEqual([]);
    expect(database.pragma('foreign_key_check')).toEqual([]);
  });
});

describe('0004 watching', () => {
  test('keeps what was there, and makes room for what is seen', () => {
    const database = migratedTo(3);
    database.exec(
      "INSERT INTO apps VALUES ('web', '/srv/web', 1); INSERT INTO pins VALUES ('web', 1, 'ann', 2)",
    );
    migrate(database, ALL_MIGRATIONS.slice(0, 4));
    expect(database.prepare('SELECT name FROM apps').pluck().all()).toEqual(['web']);
    expect(database.prepare('SELECT count(*) FROM pins').pluck().get()).toBe(1);
    database.exec(`
      INSERT INTO health_changes (app, environment, host, at, after) VALUES ('web', 'dev', 'h1', 1, 'well');
      INSERT INTO notices (id, at, kind, title, text, places, actions, silent, read)
        VALUES ('n1', 1, 'health.failed', '', '', '[]', '[]', 0, 0)`);
    expect(() => database.exec("UPDATE health_changes SET after = 'down'")).toThrow(
      'append-only: health_changes',
    );
    expect(() => database.exec("UPDATE notices SET title = 'other'")).toThrow('append-only: notices');
    database.exec('UPDATE notices SET read = 1');
    expect(database.pragma('foreign_key_check')).toEqual([]);
  });
});
