import type { Database } from 'better-sqlite3';

/** One step of the schema. Runs inside a transaction that also raises `user_version` to `version`. */
export interface Migration {
  /** 1, 2, 3 …, without gaps; never changed once released. */
  readonly version: number;
  readonly name: string;
  up(database: Database): void;
}
