// @ts-check

/** Icon files of Windows and macOS are lists of PNGs with a header: written here, so that no program is needed for it. */

/**
 * @param {ReadonlyMap<number, Buffer>} pictures PNGs by size in pixels
 * @returns {Buffer} an .ico with those that Windows knows
 */
export function icoOf(pictures) {
  const used = [...pictures].filter(([size]) => size <= 256);
  const header = Buffer.alloc(6 + used.length * 16);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(used.length, 4);
  let offset = header.length;
  for (const [index, [size, png]] of used.entries()) {
    const at = 6 + index * 16;
    // A byte cannot say 256; zero does.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...used.map(([, png]) => png)]);
}

/** Types of PNG entries, and the size in pixels of each: https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
const ICNS_TYPES = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]);

/**
 * @param {ReadonlyMap<number, Buffer>} pictures PNGs by size in pixels
 * @returns {Buffer} an .icns
 */
export function icnsOf(pictures) {
  const entries = ICNS_TYPES.flatMap(([type, size]) => {
    const png = pictures.get(size);
    if (png === undefined) return [];
    return [withHeader(type, png)];
  });
  return withHeader('icns', Buffer.concat(entries));
}

/**
 * @param {string} type four letters
 * @param {Buffer} content
 */
function withHeader(type, content) {
  const header = Buffer.alloc(8);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([header, content]);
}
