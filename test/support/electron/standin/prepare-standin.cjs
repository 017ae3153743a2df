// @ts-check
'use strict';

const Module = require('node:module');
const { join, dirname } = require('node:path');
const { fillInNode } = require('./fill-in-node.cjs');
const { sqliteOfLibsql } = require('./sqlite-of-libsql.cjs');

/** Makes this runtime one in which the product's main process runs: see `fill-in-node.cjs`, `sqlite-of-libsql.cjs`. */
function prepareStandin() {
  fillInNode();
  // @ts-expect-error _load is what `require` calls; there is no public hook for CommonJS in Node 18.
  const load = Module._load;
  /** @type {unknown} */
  let sqlite;
  // @ts-expect-error likewise.
  Module._load = (/** @type {string} */ request, /** @type {unknown[]} */ ...rest) => {
    if (request !== 'better-sqlite3') return load(request, ...rest);
    sqlite ??= sqliteOfLibsql(require(libsqlFolder()));
    return sqlite;
  };
}

/** Beside the runtime, where `fetch-standin.mjs` put it. */
function libsqlFolder() {
  return (
    process.env['TWINBERTH_TEST_LIBSQL'] ?? join(dirname(process.execPath), 'libsql/node_modules/libsql')
  );
}

module.exports = { prepareStandin };
