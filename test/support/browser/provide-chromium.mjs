// @ts-check
import { attemptCommand, runCommand } from '../engine/run-command.mjs';
import { SetupProblem } from '../setup-problem.mjs';
import { findChromium, NO_CHROMIUM } from './find-chromium.mjs';

/**
 * Finds Chromium, or installs Debian's where it is missing. It stays installed: a browser starts nothing by itself.
 * @param {{ env: Readonly<Record<string, string | undefined>>, root: boolean, log: (line: string) => void,
 *   install?: () => void, exists?: (path: string) => boolean }} machine
 * @returns {string} path of the program
 * @throws {SetupProblem} that says how to get one
 */
export function provideChromium({ env, root, log, install = installChromium, exists }) {
  const found = findChromium(env, exists);
  if (found !== undefined) return found;
  if (!root) throw new SetupProblem(NO_CHROMIUM);
  log('installing the package chromium');
  try {
    install();
  } catch (error) {
    throw new SetupProblem(`${NO_CHROMIUM}\n${/** @type {Error} */ (error).message}`);
  }
  const installed = findChromium(env, exists);
  if (installed === undefined)
    throw new SetupProblem(`The package chromium was installed, but brought no program. ${NO_CHROMIUM}`);
  return installed;
}

function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '--yes', '--no-install-recommends', 'chromium'];
  if (attemptCommand('apt-get', install, env).ok) return;
  // A fresh machine has no package lists yet, and an old list names versions that the mirror no longer has.
  attemptCommand('apt-get', ['update'], env);
  runCommand('apt-get', install, env);
}
