// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Says how large everything is that packaging made, and what the largest parts of the unpacked app are:
 *   node electron/packaging/report-sizes.mjs [FOLDER]
 */

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const folder = process.argv[2] ?? join(CHECKOUT, 'dist/packages');
const LARGEST = 8;

for (const name of readdirSync(folder).sort()) {
  const path = join(folder, name);
  const directory = statSync(path).isDirectory();
  if (!directory && !/\.(AppImage|deb|rpm|dmg|zip|exe)$/.test(name)) continue;
  console.log(line(name + (directory ? '/' : ''), sizeOf(path)));
  if (directory) for (const [part, size] of largestParts(path)) console.log(`  ${line(part, size)}`);
}

/**
 * @param {string} root
 * @returns {[string, number][]}
 */
function largestParts(root) {
  const parts = [root, join(root, 'resources')]
    .filter((one) => statSync(one, { throwIfNoEntry: false })?.isDirectory() === true)
    .flatMap((one) => readdirSync(one).map((name) => join(one, name)))
    .filter((path) => basename(path) !== 'resources');
  return parts
    .map((path) => /** @type {[string, number]} */ ([path.slice(root.length + 1), sizeOf(path)]))
    .sort(([, a], [, b]) => b - a)
    .slice(0, LARGEST);
}

/**
 * @param {string} path
 * @returns {number} bytes, of everything inside
 */
function sizeOf(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/**
 * @param {string} name
 * @param {number} bytes
 */
function line(name, bytes) {
  return `${(bytes / 1e6).toFixed(1).padStart(7)} MB  ${name}`;
}
