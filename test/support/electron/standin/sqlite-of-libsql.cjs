// @ts-check
'use strict';

/*
 * better-sqlite3's interface, as far as the history uses it, over libsql, whose own one is nearly the same. Only the
 * stand-in runtime needs it: better-sqlite3's Node-API is newer than that runtime's. What differs is evened out here: libsql
 * adds a column to single rows, does not pluck them, hands out blobs as ArrayBuffers, has no nested transactions, no
 * read-only databases and no backup, and names fewer result codes.
 */

const { existsSync } = require('node:fs');
const { dirname } = require('node:path');

/** Extended result codes that libsql numbers instead of naming; https://www.sqlite.org/rescode.html */
const CODES = new Map([
  [261, 'SQLITE_BUSY_RECOVERY'],
  [275, 'SQLITE_CONSTRAINT_CHECK'],
  [517, 'SQLITE_BUSY_SNAPSHOT'],
  [787, 'SQLITE_CONSTRAINT_FOREIGNKEY'],
  [1299, 'SQLITE_CONSTRAINT_NOTNULL'],
  [1555, 'SQLITE_CONSTRAINT_PRIMARYKEY'],
  [1811, 'SQLITE_CONSTRAINT_TRIGGER'],
  [2067, 'SQLITE_CONSTRAINT_UNIQUE'],
  [2579, 'SQLITE_CONSTRAINT_ROWID'],
  [3091, 'SQLITE_CONSTRAINT_DATATYPE'],
  [4874, 'SQLITE_IOERR_SHMSIZE'],
]);

class SqliteError extends Error {
  /**
   * @param {string} message
   * @param {string} code
   */
  constructor(message, code) {
    super(message);
    this.name = 'SqliteError';
    this.code = code;
  }
}

/**
 * @param {any} Libsql libsql's Database
 * @returns a class that can be used as better-sqlite3's
 */
function sqliteOfLibsql(Libsql) {
  class Database {
    /**
     * @param {string} path
     * @param {{ readonly?: boolean, fileMustExist?: boolean, timeout?: number }} [options] timeout in milliseconds
     */
    constructor(path, options = {}) {
      const { readonly = false, fileMustExist = false, timeout = 5_000 } = options;
      if (path !== ':memory:' && (!existsSync(dirname(path)) || (fileMustExist && !existsSync(path))))
        throw new SqliteError('unable to open database file', 'SQLITE_CANTOPEN');
      this.name = path;
      this.memory = path === ':memory:';
      this.readonly = readonly;
      this.raw = translated(() => new Libsql(path));
      this.exec(`PRAGMA busy_timeout = ${timeout}`);
      if (readonly) this.exec('PRAGMA query_only = ON');
    }

    get open() {
      return this.raw.open;
    }

    get inTransaction() {
      return this.raw.inTransaction;
    }

    /** @param {string} sql */
    exec(sql) {
      translated(() => this.raw.exec(sql));
      return this;
    }

    /** @param {string} sql */
    prepare(sql) {
      return new Statement(translated(() => this.raw.prepare(sql)));
    }

    /**
     * @param {string} source
     * @param {{ simple?: boolean }} [options]
     */
    pragma(source, { simple = false } = {}) {
      const statement = this.prepare(`PRAGMA ${source}`);
      return simple ? statement.pluck().get() : statement.all();
    }

    /** @param {(...args: any[]) => any} work */
    transaction(work) {
      const run = (/** @type {string} */ mode) => {
        return (/** @type {any[]} */ ...args) => inTransaction(this, mode, () => work(...args));
      };
      const modes = { deferred: run('DEFERRED'), immediate: run('IMMEDIATE'), exclusive: run('EXCLUSIVE') };
      return Object.assign(run(''), modes);
    }

    /** @param {string} target */
    backup(target) {
      return new Promise((resolve) => {
        this.prepare('VACUUM INTO ?').run(target);
        resolve({ totalPages: 0, remainingPages: 0 });
      });
    }

    close() {
      if (this.raw.open) translated(() => this.raw.close());
      return this;
    }
  }
  return Object.assign(Database, { SqliteError });
}

let savepoints = 0;

/**
 * @param {{ inTransaction: boolean, exec(sql: string): unknown }} database
 * @param {string} mode
 * @param {() => unknown} work
 */
function inTransaction(database, mode, work) {
  const nested = database.inTransaction;
  const name = `nested_${++savepoints}`;
  database.exec(nested ? `SAVEPOINT ${name}` : `BEGIN ${mode}`);
  try {
    const result = work();
    database.exec(nested ? `RELEASE ${name}` : 'COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back by itself after some errors, a full disk for one.
    if (database.inTransaction) database.exec(nested ? `ROLLBACK TO ${name}; RELEASE ${name}` : 'ROLLBACK');
    throw error;
  }
}

class Statement {
  /** @param {any} raw */
  constructor(raw) {
    this.raw = raw;
    this.plucks = false;
  }

  pluck(on = true) {
    this.plucks = on;
    return this;
  }

  /** @param {any[]} parameters */
  run(...parameters) {
    const { changes, lastInsertRowid } = translated(() => this.raw.run(...bindable(parameters)));
    return { changes, lastInsertRowid };
  }

  /** @param {any[]} parameters */
  get(...parameters) {
    for (const row of this.iterate(...parameters)) return row;
    return undefined;
  }

  /** @param {any[]} parameters */
  all(...parameters) {
    return [...this.iterate(...parameters)];
  }

  /** @param {any[]} parameters */
  *iterate(...parameters) {
    const rows = translated(() => this.raw.iterate(...bindable(parameters)));
    for (;;) {
      const { done, value } = translated(() => rows.next());
      if (done) return;
      yield this.shape(value);
    }
  }

  /** @param {Record<string, unknown>} row */
  shape(row) {
    const entries = Object.entries(row).map(([name, value]) => [
      name,
      value instanceof ArrayBuffer ? Buffer.from(value) : value,
    ]);
    return this.plucks ? entries[0]?.[1] : Object.fromEntries(entries);
  }
}

/**
 * libsql takes Buffers, but no other view of bytes.
 * @param {any[]} parameters
 */
function bindable(parameters) {
  const value = (/** @type {unknown} */ one) =>
    one instanceof Uint8Array && !Buffer.isBuffer(one) ? Buffer.from(one) : one;
  const [first] = parameters;
  if (parameters.length !== 1 || first === null || typeof first !== 'object' || first instanceof Uint8Array)
    return parameters.map(value);
  return [Object.fromEntries(Object.entries(first).map(([name, one]) => [name, value(one)]))];
}

/**
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function translated(work) {
  try {
    return work();
  } catch (error) {
    throw translate(error);
  }
}

/** @param {any} error */
function translate(error) {
  const message = String(error?.message);
  const opening = /^ConnectionFailed\(.*: (\d+)"\)$/.exec(message);
  if (opening !== null)
    return new SqliteError(
      'unable to open database file',
      opening[1] === '14' ? 'SQLITE_CANTOPEN' : 'SQLITE_ERROR',
    );
  const code = /** @type {unknown} */ (error?.code);
  if (typeof code !== 'string') return error;
  const numbered = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code);
  return new SqliteError(message, (numbered && CODES.get(Number(numbered[1]))) ?? code);
}

module.exports = { sqliteOfLibsql };
