// @ts-check
'use strict';

/* What core and main use of Node 24 that the stand-in runtime's Node 18 does not have. */

const { randomUUID, webcrypto } = require('node:crypto');
const { File } = require('node:buffer');
const zlib = require('node:zlib');

/** @param {any} zstd the missing functions of `node:zlib` */
function fillInNode(zstd) {
  fillIn(process, 'getBuiltinModule', (/** @type {string} */ name) => require(name));
  fillIn(globalThis, 'crypto', webcrypto);
  fillIn(globalThis.crypto, 'randomUUID', randomUUID);
  fillIn(globalThis, 'File', File);
  for (const [name, method] of Object.entries(zstd)) fillIn(zlib, name, method);
}

/** @param {any} target @param {string} name @param {unknown} value */
function fillIn(target, name, value) {
  if (target[name] === undefined)
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

module.exports = { fillInNode };
