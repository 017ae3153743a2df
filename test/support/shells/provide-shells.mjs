// @ts-check
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fetchPackage } from '../fixtures/fetch-package.mjs';
import { libraryFolders } from '../fixtures/linked-libraries.mjs';

/** The shells that complete the command's words, each by its Debian package. */
const SHELLS = ['bash', 'zsh', 'fish'];

/**
 * Unpacks the shells that this machine lacks, so that what completes words in them is tried in all; nothing is installed. One
 * that cannot be had is named, and its tests are counted as skipped: no program here depends on somebody's shell.
 * @param {{ env: Readonly<Record<string, string | undefined>>, cache: string, log: (line: string) => void,
 *   fetch?: (name: string, cache: string) => string }} machine cache: a folder for downloaded packages
 * @returns {string} a PATH on which they are found
 */
export function provideShells({ env, cache, log, fetch = fetchPackage }) {
  const path = env['PATH'] ?? '';
  const missing = SHELLS.filter(
    (shell) => !path.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, shell))),
  );
  if (missing.length === 0) return path;
  const folder = join(cache, 'shells');
  mkdirSync(folder, { recursive: true });
  for (const shell of missing)
    try {
      writeStarter(join(folder, shell), shell, fetch(shell, cache));
      log(`unpacked from Debian, not installed: ${shell}`);
    } catch (error) {
      log(`${shell} is not tried, since there is none: ${/** @type {Error} */ (error).message}`);
    }
  return [path, folder].join(delimiter);
}

/**
 * @param {string} file
 * @param {string} shell
 * @param {string} root of its unpacked package
 */
function writeStarter(file, shell, root) {
  const program = ['bin', 'usr/bin']
    .map((folder) => join(root, folder, shell))
    .find((path) => existsSync(path));
  if (program === undefined) throw new Error(`The package ${shell} has no program of that name.`);
  // fish looks for its functions beside its program only when its settings are there, too; Debian has those at the top.
  const settings = join(root, 'usr/etc');
  if (existsSync(join(root, 'etc')) && !existsSync(settings)) symlinkSync('../etc', settings);
  const libraries = libraryFolders(root).join(':');
  writeFileSync(file, `#!/bin/sh\nLD_LIBRARY_PATH='${libraries}' exec '${program}' "$@"\n`);
  chmodSync(file, 0o755);
}
