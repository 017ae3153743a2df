import type { Database, Statement } from 'better-sqlite3';

import { toHistoryFailure } from './sqlite-failure.ts';

export type SqlValue = string | number | null | Uint8Array;
export type SqlParameters = Readonly<Record<string, SqlValue>>;

/** A statement that reads. Its row type is what the STRICT tables guarantee for the named columns. */
export interface Query<Row> {
  get(parameters?: SqlParameters): Row | undefined;
  all(parameters?: SqlParameters): Row[];
}

/** A statement that writes; returns how many rows it changed. */
export type Command = (parameters?: SqlParameters) => number;

/**
 * One open database. Statements are prepared when they are first used and then kept. Whatever SQLite throws comes out
 * as a `Failure` that names the file.
 */
export interface Connection {
  readonly path: string;
  readonly database: Database;
  query<Row>(sql: string): Query<Row>;
  command(sql: string): Command;
  /** Takes the write lock at once. Inside another transaction: a savepoint. */
  readonly write: <T>(work: () => T) => T;
  /** Everything that `work` reads is from one moment. */
  readonly snapshot: <T>(work: () => T) => T;
}

export function createConnection(database: Database, path: string): Connection {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw toHistoryFailure(error, path);
    }
  };
  return {
    path,
    database,
    query: <Row>(sql: string) => {
      const statement = prepareOnce<Row>(database, sql);
      return {
        get: (parameters = {}) => guard(() => statement().get(parameters)),
        all: (parameters = {}) => guard(() => statement().all(parameters)),
      };
    },
    command: (sql) => {
      const statement = prepareOnce(database, sql);
      return (parameters = {}) => guard(() => statement().run(parameters).changes);
    },
    write: (work) => guard(() => database.transaction(work).immediate()),
    snapshot: (work) => guard(() => database.transaction(work).deferred()),
  };
}

function prepareOnce<Row>(database: Database, sql: string): () => Statement<[SqlParameters], Row> {
  let statement: Statement<[SqlParameters], Row> | undefined;
  return () => (statement ??= database.prepare<[SqlParameters], Row>(sql));
}
