// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAMS = /** @type {Readonly<Record<string, string>>} */ ({
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
});

/**
 * Electron as the package `electron` provides it, which downloads its program when it is first asked for.
 * @param {string} checkout
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {{ program: string } | { problem: string }}
 */
export function findElectron(checkout, env) {
  const name = PROGRAMS[process.platform] ?? 'electron';
  const named = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  if (named !== '') return existing(join(named, name));
  const home = join(checkout, 'node_modules/electron');
  const program = join(home, 'dist', name);
  if (existsSync(program)) return { program };
  console.error('Downloading Electron, once.');
  const { status, stderr } = spawnSync(process.execPath, [join(home, 'install.js')], { encoding: 'utf8' });
  if (status === 0) return existing(program);
  return { problem: `its download failed (${reason(stderr)})` };
}

/**
 * @param {string} program
 * @returns {{ program: string } | { problem: string }}
 */
function existing(program) {
  return existsSync(program) ? { program } : { problem: `${program} is not there` };
}

/**
 * The most telling line of a stack: the cause, where one is named.
 * @param {string} stack
 */
function reason(stack) {
  const lines = stack.split('\n').map((line) => line.trim());
  const cause = lines.find((line) =>
    /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOSPC)\b/.test(line),
  );
  return cause ?? lines.find((line) => /error/i.test(line)) ?? 'no reason was given';
}
