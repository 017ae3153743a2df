// @ts-check
'use strict';

const Module = require('node:module');
const { dirname, join } = require('node:path');
const { fillInElectron } = require('./fill-in-electron.cjs');
const { fillInLanguage } = require('./fill-in-language.cjs');
const { fillInNode } = require('./fill-in-node.cjs');
const { sqliteOfLibsql } = require('./sqlite-of-libsql.cjs');
const { zstdOf } = require('./zstd.cjs');

/** Makes this runtime one in which the product runs. */
function prepareStandin() {
  fillInLanguage();
  fillInNode(zstdOf(packageFolder('fzstd')));
  fillInElectron();
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
