// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchStandin, STANDIN_VERSION } from './fetch-standin.mjs';
import { runQuietly } from './run-quietly.mjs';

const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));

/** The official build has some 120 MB. */
const DOWNLOAD_LIMIT_MS = 300_000;

/**
 * An Electron that can be run here.
 * @typedef {object} ProvidedElectron
 * @property {'official' | 'stand-in'} kind
 * @property {string} executable absolute path
 * @property {string} folder that holds it and all it needs
 * @property {string} version of Electron
 * @property {string} description one line for reports
 */

/**
 * The official build of the version that package-lock.json asks for (downloaded at the first time, or the one that
 * ELECTRON_OVERRIDE_DIST_PATH names); where it cannot be had, the stand-in. TWINBERTH_TEST_ELECTRON=stand-in asks for the
 * stand-in at once.
 * @param {{ env?: NodeJS.ProcessEnv, checkout?: string }} [options]
 * @returns {ProvidedElectron}
 */
export function provideElectron({ env = process.env, checkout = CHECKOUT } = {}) {
  const problem = { text: 'not asked for' };
  const official = env['TWINBERTH_TEST_ELECTRON'] === 'stand-in' ? undefined : findOfficial(env, problem);
  if (official !== undefined) return official;
  const folder = fetchStandin(join(checkout, 'node_modules/.cache/twinberth-electron'));
  return {
    kind: 'stand-in',
    executable: join(folder, 'electron'),
    folder,
    version: STANDIN_VERSION,
    description: `stand-in: Electron ${STANDIN_VERSION} (Node 18), libsql for better-sqlite3; official build: ${problem.text}`,
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {{ text: string }} problem is told why there is none
 * @returns {ProvidedElectron | undefined}
 */
function findOfficial(env, problem) {
  const home = join(createRequire(import.meta.url).resolve('electron/package.json'), '..');
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const program = process.platform === 'win32' ? 'electron.exe' : 'electron';
  if (override === undefined && !existsSync(join(home, 'dist', 'version')))
    try {
      runQuietly(process.execPath, [join(home, 'install.js')], { env, timeout: DOWNLOAD_LIMIT_MS });
    } catch (error) {
      problem.text = `could not be downloaded (${firstCause(/** @type {Error} */ (error).message)})`;
      return undefined;
    }
  const folder = override ?? join(home, 'dist');
  const executable =
    process.platform === 'darwin'
      ? join(folder, 'Electron.app/Contents/MacOS/Electron')
      : join(folder, program);
  if (!existsSync(executable)) {
    problem.text = `${executable} is not there`;
    return undefined;
  }
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return {
    kind: 'official',
    executable,
    folder,
    version,
    description: `official build: Electron ${version}`,
  };
}

/** @param {string} text */
function firstCause(text) {
  return (
    /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|fetch failed|HTTP\S* \d+)\b[^\n]*/.exec(text)?.[0] ??
    'no answer'
  );
}
