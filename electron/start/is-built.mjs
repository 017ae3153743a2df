// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a build leaves behind last, of the window and of the desktop app. */
const BUILT = ['dist/renderer/index.html', 'dist/desktop/package.json'];
const SOURCES = ['electron', 'renderer', 'shared', 'package-lock.json', 'vite.config.ts'];

/**
 * Whether what `npm run build` makes is there, and no source is younger than it.
 * @param {string} checkout
 */
export function isBuilt(checkout) {
  const built = BUILT.map((file) => statSync(join(checkout, file), { throwIfNoEntry: false })?.mtimeMs);
  const oldest = built.reduce((least, time) => Math.min(least ?? 0, time ?? 0), Infinity) ?? 0;
  return SOURCES.every((source) => newest(join(checkout, source)) <= oldest);
}

/**
 * When anything in it last changed; folders count, for a file that went away is a change too.
 * @param {string} path
 * @returns {number} milliseconds since 1970
 */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(found.mtimeMs, ...inside);
}
