// @ts-check
'use strict';

/*
 * Zstandard for a Node without it, so that the stand-in runtime reads what other processes wrote into the history, and they
 * what it wrote. Reading is the package fzstd's; writing makes frames of raw blocks, which every reader takes. The format:
 * https://www.rfc-editor.org/rfc/rfc8878
 */

const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** One segment, whose size follows in four bytes. */
const DESCRIPTOR = Buffer.from([0xa0]);
const MOST_IN_A_BLOCK = 128 * 1024;

/** @param {Buffer} content */
function zstdCompressSync(content) {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  const blocks = [];
  for (let at = 0; at === 0 || at < content.length; at += MOST_IN_A_BLOCK) {
    const block = content.subarray(at, at + MOST_IN_A_BLOCK);
    const last = at + MOST_IN_A_BLOCK >= content.length;
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | (last ? 1 : 0), 0, 3);
    blocks.push(header, block);
  }
  return Buffer.concat([MAGIC, DESCRIPTOR, size, ...blocks]);
}

/** @param {string} fzstd folder of the package */
function zstdOf(fzstd) {
  const { decompress } = require(fzstd);
  return {
    zstdCompressSync,
    zstdDecompressSync: (/** @type {Uint8Array} */ content) => Buffer.from(decompress(content)),
  };
}

module.exports = { zstdOf };
