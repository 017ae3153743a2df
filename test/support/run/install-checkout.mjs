// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SetupProblem } from '../setup-problem.mjs';
import { isCheckoutInstalled, nodeBinary, wantedVersion } from './is-installed.mjs';
import { runProgram } from './run-program.mjs';

/**
 * Makes node_modules what package-lock.json asks for, when it is not; from nothing but a system's own Node and npm.
 * @param {string} checkout
 * @returns {Promise<number>} exit code of npm
 */
export async function installCheckout(checkout) {
  if (isCheckoutInstalled(checkout)) return 0;
  console.error('Installing what package-lock.json names.');
  const first = mkdtempSync(join(tmpdir(), 'twinberth-node-'));
  try {
    const exitCode = await installWith(first, checkout);
    if (exitCode !== 0) return exitCode;
  } finally {
    rmSync(first, { recursive: true, force: true });
  }
  if (isCheckoutInstalled(checkout)) return 0;
  throw new SetupProblem('npm ended well, but node_modules is not what package-lock.json asks for.');
}

/**
 * @param {string} first folder for a Node runtime of the wanted version
 * @param {string} checkout
 */
async function installWith(first, checkout) {
  const version = wantedVersion(checkout, 'node');
  // npm silently leaves out optional packages, native parts among them, that do not support the Node which it runs on.
  const fetched = await npm(['install', '--no-save', '--ignore-scripts=false', `node@${version}`], first);
  if (fetched !== 0) return fetched;
  const path = [join(nodeBinary(first), '..'), process.env['PATH'] ?? ''].join(delimiter);
  // Only the Node runtime needs its install script, which fetches the binary. The others would compile what is there
  // ready-made or is optional, with a compiler that a fresh machine does not have.
  const installed = await npm(['ci', '--ignore-scripts'], checkout, path);
  return installed === 0 ? npm(['rebuild', '--ignore-scripts=false', 'node'], checkout, path) : installed;
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {string} [path]
 */
function npm(args, cwd, path = process.env['PATH']) {
  const quiet = ['--no-progress', '--no-audit', '--no-fund', '--loglevel=error'];
  return runProgram('npm', [...args, ...quiet], { cwd, env: { ...process.env, PATH: path } });
}
