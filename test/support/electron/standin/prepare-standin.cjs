// @ts-check
'use strict';

const Module = require('node:module');
const { join, dirname } = require('node:path');
const zlib = require('node:zlib');
const { fillInElectron } = require('./fill-in-electron.cjs');
const { fillIn, fillInNode } = require('./fill-in-node.cjs');
const { sqliteOfLibsql } = require('./sqlite-of-libsql.cjs');
const { zstdOf } = require('./zstd.cjs');

/** Makes this runtime one in which the product's main process runs: see `fill-in-node.cjs`, `sqlite-of-libsql.cjs`. */
function prepareStandin() {
  fillInNode();
  fillInElectron();
  for (const [name, method] of Object.entries(zstdOf(packageFolder('fzstd')))) fillIn(zlib, name, method);
  // @ts-expect-error _load is what `require` calls; there is no public hook for CommonJS in Node 18.
  const load = Module._load;
  /** @type {unknown} */
  let sqlite;
  // @ts-expect-error likewise.
  Module._load = (/** @type {string} */ request, /** @type {unknown[]} */ ...rest) => {
    if (request !== 'better-sqlite3') return load(request, ...rest);
    sqlite ??= sqliteOfLibsql(require(packageFolder('libsql')));
    return sqlite;
  };
}

/**
 * Beside the runtime, where `fetch-standin.mjs` put it.
 * @param {string} name of a package
 */
function packageFolder(name) {
  return join(dirname(process.execPath), 'packages/node_modules', name);
}

module.exports = { prepareStandin };
